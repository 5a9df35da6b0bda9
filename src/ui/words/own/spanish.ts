import type { OwnWords } from "./english.ts";

export const SPANISH_OWN: OwnWords = {
  gone: {
    deleted: "Quien escribió este comentario lo ha borrado.",
    removed: "La redacción ha retirado este comentario.",
  },
  mine: "Lo que ha escrito aquí",
  mineIntro: "Todo lo enviado desde este navegador, lo más reciente primero. Solo este navegador lo muestra.",
  mineAbout:
    "Aquí figura lo que ha enviado un navegador. No hay cuentas: con el primer comentario el navegador recibe un secreto, y solo por él se le reconoce. Este navegador no tiene ninguno, o ya no vale.",
  nothing: "Aquí ya no queda nada.",
  earlier: "Comentarios anteriores",
  toReceipt: "Justificante",
  standing: "Cómo se tratan sus comentarios",
  export: "Descargar todo (JSON)",
  fallen:
    "Sus comentarios aparecían al instante. De los últimos diez, al menos dos fueron rechazados o retirados. Por eso la redacción vuelve a leer cada uno antes de publicarlo.",
  delete: "Eliminar este comentario",
  deleteNote:
    "El nombre y el texto desaparecen al instante y para siempre. Lo que decidió la redacción queda, con motivo y fecha.",
  deleteNow: "Eliminar para siempre",
  recovery: "Seguir en otro navegador",
  codeNote:
    "Quien tenga el código puede seguir en su lugar en otro navegador, si este se pierde. Sirve una vez. Un código creado antes deja entonces de valer.",
  makeCode: "Crear un código de recuperación",
  code: "Su código de recuperación",
  codeOnce: "Anótelo ahora: no se volverá a mostrar. No se lo diga a nadie.",
  codeUse: "Introdúzcalo en el otro navegador, en esta página:",
  haveCode: "Tengo un código de recuperación",
  recoverNote:
    "Con un código de su navegador anterior sigue aquí como la misma persona. El navegador anterior queda excluido, el código se consume y las direcciones de sus justificantes cambian. Lo que este navegador ha enviado hasta ahora dejará de figurar en él.",
  codeHint: "Siete grupos de cuatro letras y cifras. Bastan las minúsculas y los guiones pueden omitirse.",
  codeUnknown:
    "No se conoce este código. Quizá contenga un error, ya se haya usado o exista uno más reciente.",
  recoverNow: "Seguir aquí",
  renew: "Excluir otros navegadores",
  renewNote:
    "Por si otra persona pudiera tener su secreto: este navegador recibe uno nuevo. Ni con el antiguo ni con un código de recuperación se podrá actuar en su nombre. Las direcciones de sus justificantes cambian; aquí encontrará las nuevas.",
  renewNow: "Excluirlos",
  erase: "Borrarlo todo",
  eraseNote:
    "El nombre y el texto de todos sus comentarios desaparecen para siempre, y también el secreto de este navegador. Lo que decidió la redacción queda, con motivo y fecha, pero nadie puede saber a quién afectaba.",
  eraseSure: "Borrarlo todo; sé que no se puede deshacer.",
  eraseNow: "Borrar ahora",
  done: {
    erased: "Se ha borrado todo.",
    renewed: "Todos los demás navegadores quedan excluidos.",
    recovered: "Ahora sigue en este navegador.",
  },
  standings: {
    new: "La redacción lee cada uno de sus comentarios antes de publicarlo. Aún no se ha publicado ninguno.",
    previewed: "La redacción lee cada uno de sus comentarios antes de publicarlo.",
    trusted: "Sus comentarios aparecen al instante, salvo los que tienen muchos enlaces.",
    blocked: "Ya no se aceptan comentarios de este navegador.",
  },
};
