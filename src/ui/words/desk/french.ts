import type { DeskCounts, DeskTexts } from "../../words.ts";
import type { Counting } from "../counting.ts";

export const DESK_FRENCH: DeskTexts = {
  title: "Modération des commentaires",
  signIn: "Se connecter",
  signInNote: "Pour ceux qui lisent les commentaires avant leur parution.",
  token: "Clé d’accès",
  tokenHint: "Elle commence par dl_. Vous restez connecté 12 heures, ou tant que la clé est valable.",
  tokenUnknown:
    "Cette clé n’est pas connue, ou elle a expiré. Demandez-en une nouvelle au responsable du site.",
  tokenRole:
    "Cette clé ne permet pas de décider des commentaires. Demandez au responsable du site une clé qui le permette.",
  signOut: "Se déconnecter",
  lists: "Listes",
  states: {
    pending: "En attente",
    published: "Publiés",
    declined: "Refusés",
    removed: "Retirés",
    deleted: "Supprimés",
  },
  everyState: "Tous",
  rest: "Sur cette page",
  ofStory: "Un seul article",
  ofCommenter: "Un seul auteur",
  showAll: "Tout afficher",
  none: "Rien n’est en attente.",
  noneHere: "Il n’y en a aucun sur cette page.",
  goOn: "Page suivante",
  toStart: "Revenir au début",
  answering: "En réponse à",
  replies: "Réponses",
  similar: "Textes semblables",
  decision: "Décision",
  publish: "Publier",
  decline: "Refuser",
  remove: "Retirer",
  undo: "Annuler",
  grounds: {
    offensive: "Injurieux",
    slander: "Diffamatoire",
    foul_language: "Grossier",
    off_topic: "Hors sujet",
    spam: "Publicité",
    illegal: "Illégal",
  },
  ground: "Motif",
  groundNeeded: "Choisissez un motif.",
  explain: "Ajouter une loi ou une note",
  law: "Loi",
  note: "Note",
  noteHint: "L’auteur lit les deux sur son reçu.",
  story: "Discussion de cet article",
  openness: { open: "Ouverte", held: "Relue d’abord", closed: "Fermée" },
  setOpenness: { open: "Ouvrir", held: "Tout relire d’abord", closed: "Fermer" },
  commenter: "Cet auteur",
  standing: "Statut",
  standings: { new: "Nouveau", previewed: "Relu d’abord", trusted: "De confiance", blocked: "Bloqué" },
  setStanding: "Fixer le statut",
  became: (after, before) => `${after}, auparavant\u202f: ${before}`,
  byItself: "de lui-même, avec une décision",
  reason: "Raison",
  reasonHint: "Elle est conservée\u202f; seuls les modérateurs la lisent.",
  reasonNeeded: "Une raison est nécessaire.",
  theirs: "Tous ceux de cet auteur",
  ticked: "Commentaires cochés",
  tick: (name) => `Cocher le commentaire de ${name}`,
  publishTicked: "Publier les cochés",
  declineTicked: "Refuser les cochés",
  nothingTicked: "Cochez d’abord un commentaire.",
  previous: "Précédent",
  next: "Suivant",
  standingSet: "Le statut est fixé.",
  opennessSet: "La discussion est réglée.",
  notDone:
    "Rien n’a été fait\u202f: le commentaire a été supprimé, ou quelqu’un d’autre en a décidé entre-temps. Regardez-le de nouveau.",
};

export function deskFrenchCounts({ number, counted }: Counting): DeskCounts {
  const forms = { one: "# commentaire", many: "# de commentaires", other: "# commentaires" };
  const comments = (count: number) => counted(count, forms);
  return {
    waiting: (count) => `${comments(count)} en attente`,
    written: comments,
    turnedDown: (percent) => `${number(percent)}\u202f% refusés ou retirés`,
    done: {
      publish: (count) => `Publié\u202f: ${comments(count)}.`,
      decline: (count) => `Refusé\u202f: ${comments(count)}.`,
      remove: (count) => `Retiré\u202f: ${comments(count)}.`,
      undo: (count) => `Annulé\u202f: ${comments(count)}.`,
    },
  };
}
