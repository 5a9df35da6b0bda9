import type { OwnWords } from "./english.ts";

export const FRENCH_OWN: OwnWords = {
  gone: {
    deleted: "Ce commentaire a été supprimé par la personne qui l’a écrit.",
    removed: "Ce commentaire a été retiré par la rédaction.",
  },
  mine: "Ce que vous avez écrit ici",
  mineIntro:
    "Tout ce qui a été envoyé depuis ce navigateur, le plus récent d’abord. Seul ce navigateur l’affiche.",
  mineAbout:
    "Ici figure ce qu’un navigateur a envoyé. Il n’y a pas de comptes\u202f: avec le premier commentaire, le navigateur reçoit un secret, et c’est à lui seul qu’on le reconnaît. Ce navigateur n’en a pas, ou il n’est plus valable.",
  nothing: "Il ne reste rien ici.",
  earlier: "Commentaires antérieurs",
  toReceipt: "Reçu",
  standing: "Comment vos commentaires sont traités",
  export: "Tout télécharger (JSON)",
  fallen:
    "Vos commentaires paraissaient aussitôt. Sur vos dix derniers, deux au moins ont été refusés ou retirés. C’est pourquoi la rédaction les relit de nouveau un par un avant parution.",
  delete: "Supprimer ce commentaire",
  deleteNote:
    "Le nom et le texte disparaissent aussitôt et définitivement. Ce que la rédaction a décidé reste, avec le motif et la date.",
  deleteNow: "Supprimer définitivement",
  recovery: "Continuer dans un autre navigateur",
  codeNote:
    "Qui possède ce code peut continuer à votre place dans un autre navigateur, si celui-ci venait à être perdu. Il sert une fois. Un code créé auparavant cesse alors de valoir.",
  makeCode: "Créer un code de secours",
  code: "Votre code de secours",
  codeOnce: "Notez-le maintenant\u202f: il ne sera plus affiché. Ne le dites à personne.",
  codeUse: "Saisissez-le dans l’autre navigateur, sur cette page\u202f:",
  haveCode: "J’ai un code de secours",
  recoverNote:
    "Avec un code de votre ancien navigateur, vous continuez ici sous la même identité. L’ancien navigateur est exclu, le code est consommé et les adresses de vos reçus changent. Ce que ce navigateur a envoyé jusqu’ici n’y sera plus listé.",
  codeHint:
    "Sept groupes de quatre lettres et chiffres. Les minuscules suffisent, les traits d’union sont facultatifs.",
  codeUnknown:
    "Ce code est inconnu. Il contient peut-être une erreur, a déjà servi ou a été remplacé par un plus récent.",
  recoverNow: "Continuer ici",
  renew: "Exclure les autres navigateurs",
  renewNote:
    "Si quelqu’un d’autre pouvait détenir votre secret\u202f: ce navigateur en reçoit un nouveau. Ni l’ancien ni un code de secours ne permettent plus d’agir en votre nom. Les adresses de vos reçus changent\u202f; vous trouverez ici les nouvelles.",
  renewNow: "Les exclure",
  erase: "Tout effacer",
  eraseNote:
    "Le nom et le texte de tous vos commentaires disparaissent définitivement, de même que le secret de ce navigateur. Ce que la rédaction a décidé reste, avec le motif et la date, mais personne ne peut savoir de qui il s’agissait.",
  eraseSure: "Tout effacer\u202f; je sais que c’est irréversible.",
  eraseNow: "Effacer maintenant",
  done: {
    erased: "Tout a été effacé.",
    renewed: "Tous les autres navigateurs sont exclus.",
    recovered: "Vous continuez maintenant dans ce navigateur.",
  },
  standings: {
    new: "La rédaction lit chacun de vos commentaires avant parution. Aucun n’a encore été publié.",
    previewed: "La rédaction lit chacun de vos commentaires avant parution.",
    trusted: "Vos commentaires paraissent aussitôt, sauf ceux qui contiennent beaucoup de liens.",
    blocked: "Les commentaires de ce navigateur ne sont plus acceptés.",
  },
};
