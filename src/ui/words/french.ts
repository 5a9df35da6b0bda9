import type { Counts, Texts } from "../words.ts";
import type { Counting, Forms, Span } from "./counting.ts";
import { FRENCH_OWN } from "./own/french.ts";

/* Narrow no-break spaces stand before ; : ! ? and within « » (U+202F). */
export const FRENCH: Texts = {
  skip: "Aller au contenu",
  menu: "Menu",
  notice: "À noter",
  footer: "Plus sur ce site",
  frontPage: "À la une",
  inShort: "En bref",
  archive: "Archives",
  feed: "Flux RSS",
  opinion: "Opinion",
  by: "Par",
  comma: ", ",
  published: "Publié\u202f:",
  updated: "Mis à jour\u202f:",
  correction: "Rectificatif",
  older: "Articles plus anciens",
  laterComments: "Commentaires suivants",
  more: (section) => `Plus d’articles\u202f: ${section}`,
  noMore: "Pas d’autres articles.",
  noMoreHere: "Il n’y a pas d’autres articles dans cette rubrique.",
  toArchive: "Voir les archives",
  nothingYet: "Rien n’a encore été publié.",
  firstStory: "Le premier article apparaîtra ici dès que la rédaction le publiera.",
  donate: "Faire un don",
  bankTransfer: "Par virement\u202f:",
  comments: "Commentaires",
  join: "Participer à la discussion",
  closed: "Les commentaires sont fermés pour cet article.",
  closedBecause: {
    too_old:
      "Les commentaires sont fermés pour cet article : passé quelques jours, nous n’en acceptons plus.",
    outside_hours:
      "Nous acceptons les commentaires lorsque la rédaction les lit, ce qui n’est pas le cas en ce moment.",
    queue_full:
      "Tant de commentaires attendent la rédaction que nous n’en acceptons plus pour le moment. Réessayez plus tard.",
  },
  editorsBack: (day, hour) => `La rédaction lira de nouveau les commentaires ${day} à ${hour}.`,
  readComments: "Lire la discussion",
  discussionOf: "Discussion",
  discussionTitle: (headline) => `Discussion\u202f: ${headline}`,
  backToStory: "Retour à l’article",
  noComments: "Aucun commentaire pour l’instant.",
  reply: "Répondre",
  replyTo: (name) => `Répondre à ${name}`,
  cancelReply: "Écrire plutôt un nouveau commentaire",
  write: "Écrire un commentaire",
  name: "Nom",
  comment: "Commentaire",
  leaveEmpty: "Laissez ce champ vide",
  send: "Envoyer le commentaire",
  sendFailed:
    "Le commentaire n’est pas parti\u202f: il n’y a pas de connexion, ou ce site ne répond pas. Votre texte est conservé\u202f; envoyez-le de nouveau.",
  challenge:
    "Avant l’envoi, un court contrôle doit montrer qu’aucun robot n’écrit. Il a besoin de JavaScript\u202f: veuillez l’autoriser pour cette page.",
  problems: "Le commentaire n’a pas encore été envoyé\u202f:",
  policy: "Règles de publication",
  receipt: "Votre commentaire",
  receiptPrivate:
    "Cette page n’est que pour vous. Gardez son adresse\u202f: elle indique ce que devient votre commentaire.",
  sentAt: "Envoyé\u202f:",
  decidedAt: "Décision\u202f:",
  yourText: "Ce que vous avez écrit",
  ground: "Motif\u202f:",
  law: "Fondement juridique\u202f:",
  reason: "Raison\u202f:",
  note: "Note de la rédaction\u202f:",
  seeDiscussion: "Voir la discussion",
  seeComment: "Le voir dans la discussion",
  whatNow: "Que faire maintenant\u202f?",
  tryAgain: "Rechargez la page dans une minute.",
  goBack: "Revenez en arrière, modifiez ce qui est indiqué ci-dessus et renvoyez le tout.",
  searchArchive: "Chercher dans les archives",
  requestId: "Si vous nous écrivez à ce sujet, indiquez ce numéro\u202f:",
  author: "Auteur ou autrice",
  topic: "Thème",
  topics: "Thèmes",
  corrections: "Rectificatifs",
  correctionsIntro: "Nos erreurs, et ce qui est exact. Les plus récentes d’abord.",
  noCorrections: "Rien n’a dû être rectifié jusqu’ici.",
  correctedIn: "Dans\u202f:",
  analysis: "Analyse",
  sponsored: "Sponsorisé",
  share: "Partager",
  byMail: "Par courriel",
  related: "Sur le même sujet",
  otherLanguages: "Lire cet article en",
  preview: "Aperçu",
  previewNote: "Seules les personnes qui ont ce lien peuvent lire ce texte. Il n’est pas publié.",
  copy: "Copie",
  copyNote:
    "Notre base de données est hors d’atteinte pour le moment : voici une copie de ce texte, sans commentaires. Les changements faits depuis y manquent. Date de la copie :",
  scheduledFor: "Sa publication est prévue le",
  payee: "Bénéficiaire\u202f:",
  iban: "IBAN\u202f:",
  scan: "Scannez ce code avec l’application de votre banque\u202f: le virement est prérempli, le montant est à votre choix.",
  scanCode: "Code QR pour un virement",
  search: "Recherche",
  searchWords: "Mots",
  searchHint:
    "Les mots entre guillemets sont cherchés ensemble. Un * trouve tout ce qui commence comme le mot qui le précède.",
  searchSection: "Rubrique",
  searchYear: "Année",
  allSections: "Toutes les rubriques",
  allYears: "Toutes les années",
  resultsFor: (query) => `Résultats pour «\u202f${query}\u202f»`,
  nothingFound: (query) => `Aucun résultat pour «\u202f${query}\u202f».`,
  searchElsewhere: "Essayez moins de mots ou d’autres mots, une autre année, ou consultez les archives.",
  moreResults: "Résultats suivants",
  feeds: "Flux",

  history: {
    title: (headline) => `Historique\u202f: ${headline}`,
    intro: "Toutes les versions publiées, de la plus récente à la plus ancienne.",
    none: "Aucune version n’est encore conservée\u202f: la prochaine modification figurera ici.",
    first: "Première version",
    changed: "Ce qui a changé",
    text: "Le texte de cette version",
    added: "Ajouté\u202f:",
    removed: "Supprimé\u202f:",
    leftOut: "Le texte inchangé est omis.",
    replaced: "Une autre photo, ou plus aucune.",
    earlier: "Version précédente",
    later: "Version suivante",
    older: "Versions antérieures",
    all: "Toutes les versions",
    check: "La chaîne de toutes les versions, pour qui veut la vérifier",
    members: {
      headline: "Titre",
      standfirst: "Chapeau",
      label: "Surtitre",
      section: "Rubrique",
      byline: "Signature",
      language: "Langue",
      picture: "Photo",
      caption: "Légende",
      alt: "Description de la photo",
      body: "Texte",
      corrections: "Rectificatifs",
    },
  },

  statuses: {
    pending: {
      title: "En attente de relecture",
      text: "La rédaction lit chaque commentaire comme celui-ci avant qu’il paraisse. Selon l’heure, cela peut prendre plusieurs heures. Vous n’avez rien à faire.",
    },
    published: {
      title: "Publié",
      text: "Votre commentaire figure dans la discussion\u202f; tout le monde peut le lire.",
    },
    declined: {
      title: "Non publié",
      text: "La rédaction a lu votre commentaire et a décidé de ne pas le publier. Le motif est indiqué ci-dessous.",
    },
    removed: {
      title: "Retiré",
      text: "Votre commentaire avait été publié\u202f; la rédaction l’a retiré depuis. Le motif est indiqué ci-dessous.",
    },
    deleted: {
      title: "Supprimé",
      text: "Vous avez supprimé ce commentaire. Plus personne ne peut le lire.",
    },
  },

  own: FRENCH_OWN,

  grounds: {
    offensive: "il est injurieux.",
    slander: "il tient sur quelqu’un des propos qui peuvent être diffamatoires.",
    foul_language: "il est grossier.",
    off_topic: "il est sans rapport avec l’article.",
    spam: "c’est de la publicité ou du spam.",
    illegal: "il est peut-être contraire à la loi.",
  },

  fields: {
    nameNeeded: "Indiquez un nom.",
    nameUnreadable: "Un nom comporte au moins une lettre ou un chiffre.",
    nameReserved: "Ce nom est celui d’un membre de la rédaction. Choisissez-en un autre.",
    textNeeded: "Écrivez un texte.",
    unstorable: "Il contient des caractères qui ne peuvent pas être enregistrés. Supprimez-les.",
    hidden:
      "Un champ caché a été rempli, peut-être par votre navigateur. Videz le champ website et renvoyez le commentaire.",
    parentGone:
      "Le commentaire auquel vous répondez n’est plus là. Envoyez le vôtre comme nouveau commentaire.",
    parentIsReply: "On ne peut pas répondre à une réponse. Répondez au commentaire dont elle dépend.",
    unknown: (field) => `Il n’y a pas de champ «\u202f${field}\u202f» ici.`,
  },

  refusals: {
    bad_request: { title: "Envoi illisible", detail: "Ce qui a été envoyé est illisible. Renvoyez-le." },
    bad_cursor: {
      title: "Cette partie de la liste n’existe pas",
      detail: "Cette adresse ne mène à aucune suite de la liste. Reprenez au début.",
    },
    comments_closed: {
      title: "Commentaires fermés",
      detail: "Les commentaires sont fermés pour cet article. Vous pouvez encore lire la discussion.",
    },
    commenter_blocked: {
      title: "Pas de commentaires depuis ce navigateur",
      detail: "Les commentaires envoyés depuis ce navigateur ne sont plus acceptés.",
    },
    challenge_failed: {
      title: "Contrôle non réussi",
      detail:
        "Le contrôle contre les robots n’a pas été réussi. Refaites-le et envoyez de nouveau le commentaire.",
    },
    cross_site: {
      title: "Envoyé depuis un autre site",
      detail: "Ce formulaire appartient à #. Ouvrez-y la discussion et renvoyez-le.",
    },
    empty_period: {
      title: "Page introuvable",
      detail: "Rien n’a été publié durant cette période.",
    },
    forbidden: {
      title: "Non autorisé",
      detail: "Votre clé d’accès ne le permet pas. Connectez-vous avec une clé qui le permet.",
    },
    not_found: {
      title: "Page introuvable",
      detail: "Il n’y a rien à cette adresse. Elle contient peut-être une erreur.",
    },
    method_not_allowed: {
      title: "Impossible ici",
      detail: "On peut lire cette page, mais rien ne peut lui être envoyé ainsi.",
    },
    withdrawn: { title: "Article retiré", detail: "Cet article a été retiré par la rédaction." },
    too_large: {
      title: "Trop volumineux",
      detail: "Ce qui a été envoyé est trop volumineux. Raccourcissez-le et renvoyez-le.",
    },
    unsupported_type: {
      title: "Envoi illisible",
      detail: "Ce qui a été envoyé ne peut pas être lu ici. Utilisez le formulaire de la page.",
    },
    invalid: {
      title: "Envoi non valable",
      detail: "Quelque chose manque ou est inexact dans ce qui a été envoyé.",
    },
    rate_limited: {
      title: "Trop d’envois à la fois",
      detail: "Trop de demandes sont venues d’ici en peu de temps.",
    },
    removed_for_legal_reasons: {
      title: "Retiré pour des raisons juridiques",
      detail: "Cet article a été retiré pour des raisons juridiques.",
    },
    internal: {
      title: "Une erreur s’est produite",
      detail: "C’est notre faute, et elle a été consignée. Réessayez dans un instant.",
    },
    unavailable: {
      title: "Indisponible pour le moment",
      detail: "Ce n’est pas possible pour le moment. Réessayez bientôt.",
    },
  },

  defaultPolicy: `Restez courtois. Des lecteurs de nombreux pays participent ici\u202f; nous devons donc respecter le droit en vigueur, par exemple, en Allemagne. Les contenus illicites seront supprimés.

Si vos commentaires paraissent sans relecture préalable, vous répondez de toute infraction à la loi. Nous pouvons donc être tenus de coopérer avec les autorités en cas d’enquête pénale.

Si vos commentaires sont relus avant publication, merci de patienter. Nous les relisons en continu, mais selon l’heure il peut se passer plusieurs heures avant que le vôtre soit examiné.

Nous nous réservons le droit de supprimer les commentaires injurieux, diffamatoires, grossiers ou sans rapport avec la discussion.`,
};

/** How long comments wait, behind “within”. */
const TIMES: Record<Span, Forms> = {
  minute: { one: "# minute", other: "# minutes" },
  hour: { one: "# heure", other: "# heures" },
  day: { one: "# jour", other: "# jours" },
};

export function frenchCounts({ number, counted, ahead, lasting }: Counting): Counts {
  const characters = (count: number) => counted(count, { one: "# caractère", other: "# caractères" });
  return {
    nameHint: `${characters(60)} au plus. Il est affiché avec votre commentaire.`,
    commentHint: `${characters(3_000)} au plus. Les liens deviennent cliquables\u202f; le reste demeure tel que vous l’avez écrit.`,
    nameTooLong: (max, length) =>
      `Un nom peut avoir ${characters(max)} au plus\u202f; celui-ci en a ${number(length)}.`,
    textTooLong: (max, length) =>
      `Un texte peut avoir ${characters(max)} au plus\u202f; celui-ci en a ${number(length)}.`,
    articles: (count) => counted(count, { one: "# article", many: "# d’articles", other: "# articles" }),
    readingTime: (minutes) => `${number(minutes)} min de lecture`,
    version: (place) => `Version ${number(place)}`,
    expectedWait: (half, nineOfTen) =>
      `La moitié des commentaires sont traités en ${lasting(half, TIMES)} au plus, neuf sur dix en ${lasting(nineOfTen, TIMES)} au plus.`,
    waitAgain: (seconds) => `Réessayez ${ahead(seconds)}.`,
  };
}
