import type { Counts, Texts } from "../words.ts";
import type { Counting, Forms, Span } from "./counting.ts";
import { SPANISH_OWN } from "./own/spanish.ts";

export const SPANISH: Texts = {
  skip: "Ir al contenido",
  menu: "Menú",
  notice: "Aviso",
  footer: "Más de este sitio",
  frontPage: "Portada",
  inShort: "En breve",
  archive: "Hemeroteca",
  feed: "Canal RSS",
  opinion: "Opinión",
  by: "Por",
  comma: ", ",
  published: "Publicado:",
  updated: "Actualizado:",
  correction: "Fe de errores",
  older: "Artículos anteriores",
  laterComments: "Comentarios siguientes",
  more: (section) => `Más de ${section}`,
  noMore: "No hay más artículos.",
  noMoreHere: "No hay más artículos en esta sección.",
  toArchive: "Ir a la hemeroteca",
  nothingYet: "Todavía no se ha publicado nada.",
  firstStory: "El primer artículo aparecerá aquí en cuanto la redacción lo publique.",
  donate: "Donar",
  bankTransfer: "Por transferencia:",
  comments: "Comentarios",
  join: "Participar en el debate",
  closed: "Los comentarios de este artículo están cerrados.",
  closedBecause: {
    too_old: "Los comentarios de este artículo están cerrados: pasados unos días ya no se admiten más.",
    outside_hours: "Admitimos comentarios mientras la redacción los lee, y en este momento no lo hace.",
    queue_full:
      "Hay tantos comentarios a la espera de la redacción que por ahora no admitimos más. Inténtelo de nuevo más tarde.",
  },
  editorsBack: (day, hour) => `La redacción volverá a leer comentarios el ${day} a las ${hour}.`,
  readComments: "Leer el debate",
  discussionOf: "Debate",
  discussionTitle: (headline) => `Debate: ${headline}`,
  backToStory: "Volver al artículo",
  noComments: "Todavía no hay comentarios.",
  reply: "Responder",
  replyTo: (name) => `Responder a ${name}`,
  cancelReply: "Escribir un comentario nuevo",
  write: "Escribir un comentario",
  name: "Nombre",
  comment: "Comentario",
  leaveEmpty: "Deje este campo vacío",
  send: "Enviar el comentario",
  sendFailed:
    "No se ha enviado: no hay conexión o este sitio no responde. Su texto se conserva; envíelo de nuevo.",
  challenge:
    "Antes del envío, una breve comprobación debe mostrar que no escribe ningún robot. Necesita JavaScript: permítalo para esta página.",
  problems: "El comentario aún no se ha enviado:",
  policy: "Normas de los comentarios",
  receipt: "Su comentario",
  receiptPrivate:
    "Esta página es solo para usted. Guarde su dirección: muestra qué ocurre con su comentario.",
  sentAt: "Enviado:",
  decidedAt: "Decidido:",
  yourText: "Lo que usted escribió",
  ground: "Motivo:",
  law: "Fundamento legal:",
  reason: "Razón:",
  note: "Nota de la redacción:",
  seeDiscussion: "Ver el debate",
  seeComment: "Verlo en el debate",
  whatNow: "¿Qué puede hacer ahora?",
  tryAgain: "Vuelva a cargar la página dentro de un minuto.",
  goBack: "Vuelva atrás, cambie lo que se indica arriba y envíelo otra vez.",
  searchArchive: "Buscarlo en la hemeroteca",
  requestId: "Si nos escribe por este motivo, indique este número:",
  author: "Autor o autora",
  topic: "Tema",
  topics: "Temas",
  corrections: "Fe de errores",
  correctionsIntro: "En qué nos equivocamos y qué es lo correcto. Primero, lo más reciente.",
  noCorrections: "Hasta ahora no ha habido nada que corregir.",
  correctedIn: "En:",
  analysis: "Análisis",
  sponsored: "Patrocinado",
  share: "Compartir",
  byMail: "Por correo",
  related: "Artículos relacionados",
  otherLanguages: "Leer este artículo en",
  preview: "Vista previa",
  previewNote: "Solo quien tiene este enlace puede leer este texto. No está publicado.",
  copy: "Copia",
  copyNote:
    "Nuestra base de datos no está disponible en este momento: esta es una copia del texto, sin comentarios. Faltan los cambios posteriores. Fecha de la copia:",
  scheduledFor: "Se publicará el",
  payee: "Beneficiario:",
  iban: "IBAN:",
  scan: "Escanee este código con la aplicación de su banco: la transferencia ya está rellenada y el importe lo elige usted.",
  scanCode: "Código QR para una transferencia",
  search: "Buscar",
  searchWords: "Palabras",
  searchHint:
    "Las palabras entre comillas se buscan juntas. Un * encuentra todo lo que empieza como la palabra anterior.",
  searchSection: "Sección",
  searchYear: "Año",
  allSections: "Todas las secciones",
  allYears: "Todos los años",
  resultsFor: (query) => `Resultados de «${query}»`,
  nothingFound: (query) => `No se ha encontrado nada sobre «${query}».`,
  searchElsewhere: "Pruebe con menos palabras o con otras, con otro año, o busque en la hemeroteca.",
  moreResults: "Más resultados",
  feeds: "Canales",

  history: {
    title: (headline) => `Historial: ${headline}`,
    intro: "Todas las versiones publicadas, primero la más reciente.",
    none: "Todavía no se ha conservado ninguna versión: el próximo cambio figurará aquí.",
    first: "Primera versión",
    changed: "Qué ha cambiado",
    text: "El texto de esta versión",
    added: "Añadido:",
    removed: "Eliminado:",
    leftOut: "Se omite el texto sin cambios.",
    replaced: "Otra foto, o ya ninguna.",
    earlier: "Versión anterior",
    later: "Versión posterior",
    older: "Versiones anteriores",
    all: "Todas las versiones",
    check: "La cadena de todas las versiones, para quien quiera comprobarla",
    members: {
      headline: "Titular",
      standfirst: "Entradilla",
      label: "Antetítulo",
      section: "Sección",
      byline: "Firma",
      language: "Idioma",
      picture: "Foto",
      caption: "Pie de foto",
      alt: "Descripción de la foto",
      body: "Texto",
      corrections: "Fe de errores",
    },
  },

  statuses: {
    pending: {
      title: "A la espera de la redacción",
      text: "La redacción lee todos los comentarios como este antes de que aparezcan. Según la hora del día, puede tardar varias horas. No tiene que hacer nada más.",
    },
    published: {
      title: "Publicado",
      text: "Su comentario está en el debate y cualquiera puede leerlo.",
    },
    declined: {
      title: "No publicado",
      text: "La redacción ha leído su comentario y ha decidido no publicarlo. El motivo figura más abajo.",
    },
    removed: {
      title: "Retirado",
      text: "Su comentario estaba publicado y la redacción lo ha retirado después. El motivo figura más abajo.",
    },
    deleted: { title: "Eliminado", text: "Usted ha eliminado este comentario. Ya nadie puede leerlo." },
  },

  own: SPANISH_OWN,

  grounds: {
    offensive: "es ofensivo.",
    slander: "dice de alguien cosas que pueden ser difamatorias.",
    foul_language: "su lenguaje es soez.",
    off_topic: "no tiene nada que ver con el artículo.",
    spam: "es publicidad o spam.",
    illegal: "puede ser contrario a la ley.",
  },

  fields: {
    nameNeeded: "Hace falta un nombre.",
    nameUnreadable: "Un nombre necesita al menos una letra o una cifra.",
    nameReserved: "Este nombre pertenece a alguien de la redacción. Elija otro.",
    textNeeded: "Hace falta un texto.",
    unstorable: "Contiene caracteres que no se pueden guardar. Quítelos.",
    hidden:
      "Se ha rellenado un campo oculto, quizá por obra de su navegador. Vacíe el campo website y envíe el comentario otra vez.",
    parentGone: "El comentario al que responde ya no está aquí. Envíe el suyo como comentario nuevo.",
    parentIsReply: "No se puede responder a una respuesta. Responda al comentario del que depende.",
    unknown: (field) => `Aquí no hay ningún campo «${field}».`,
  },

  refusals: {
    bad_request: { title: "Envío ilegible", detail: "Lo enviado no se puede leer. Envíelo otra vez." },
    bad_cursor: {
      title: "Esta parte de la lista no existe",
      detail: "Esta dirección no continúa la lista. Empiece por el principio.",
    },
    comments_closed: {
      title: "Comentarios cerrados",
      detail: "Los comentarios de este artículo están cerrados. Todavía puede leer el debate.",
    },
    commenter_blocked: {
      title: "Sin comentarios desde este navegador",
      detail: "Ya no se admiten comentarios desde este navegador.",
    },
    challenge_failed: {
      title: "Comprobación no superada",
      detail: "No se ha superado la comprobación contra robots. Repítala y envíe de nuevo el comentario.",
    },
    cross_site: {
      title: "Enviado desde otro sitio",
      detail: "Este formulario pertenece a #. Abra allí el debate y envíelo otra vez.",
    },
    empty_period: {
      title: "Página no encontrada",
      detail: "En este período no se publicó nada.",
    },
    forbidden: {
      title: "No permitido",
      detail: "Su clave de acceso no lo permite. Inicie sesión con una que lo permita.",
    },
    not_found: {
      title: "Página no encontrada",
      detail: "No hay nada en esta dirección. Tal vez contenga un error.",
    },
    method_not_allowed: {
      title: "Aquí no es posible",
      detail: "Esta página se puede leer, pero no admite lo que se le ha enviado.",
    },
    withdrawn: { title: "Artículo retirado", detail: "La redacción ha retirado este artículo." },
    too_large: {
      title: "Demasiado grande",
      detail: "Lo enviado es demasiado grande. Acórtelo y envíelo otra vez.",
    },
    unsupported_type: {
      title: "Envío ilegible",
      detail: "Lo enviado no se puede leer aquí. Utilice el formulario de la página.",
    },
    invalid: { title: "Envío no válido", detail: "Falta algo en lo enviado, o algo no es correcto." },
    rate_limited: {
      title: "Demasiados envíos a la vez",
      detail: "Desde aquí ha llegado demasiado en poco tiempo.",
    },
    removed_for_legal_reasons: {
      title: "Retirado por motivos legales",
      detail: "Este artículo se ha retirado por motivos legales.",
    },
    internal: {
      title: "Algo ha fallado aquí",
      detail: "Ha sido culpa nuestra y ha quedado registrado. Inténtelo de nuevo dentro de un momento.",
    },
    unavailable: {
      title: "No disponible por ahora",
      detail: "En este momento no es posible. Inténtelo de nuevo pronto.",
    },
  },

  defaultPolicy: `Mantenga un tono cortés. Aquí participan lectores de muchos países, por lo que debemos respetar las leyes vigentes, por ejemplo, en Alemania. Los contenidos ilegales se eliminarán.

Si sus comentarios se publican sin revisión previa, usted responde de cualquier infracción de la ley. Esto significa que podemos vernos obligados a colaborar con las autoridades en una posible investigación penal.

Si sus comentarios se revisan antes de publicarse, tenga paciencia. Los revisamos continuamente, pero según la hora del día pueden pasar varias horas hasta que le llegue el turno al suyo.

Nos reservamos el derecho de eliminar los comentarios ofensivos, difamatorios, soeces o ajenos al tema.`,
};

/** How long comments wait, behind “within”. */
const TIMES: Record<Span, Forms> = {
  minute: { one: "# minuto", other: "# minutos" },
  hour: { one: "# hora", other: "# horas" },
  day: { one: "# día", other: "# días" },
};

export function spanishCounts({ number, counted, ahead, lasting }: Counting): Counts {
  const characters = (count: number) => counted(count, { one: "# carácter", other: "# caracteres" });
  return {
    nameHint: `${characters(60)} como máximo. Se muestra junto a su comentario.`,
    commentHint: `${characters(3_000)} como máximo. Los enlaces se podrán pulsar; lo demás queda tal como se escribió.`,
    nameTooLong: (max, length) =>
      `Un nombre puede tener ${characters(max)} como máximo; este tiene ${number(length)}.`,
    textTooLong: (max, length) =>
      `Un texto puede tener ${characters(max)} como máximo; este tiene ${number(length)}.`,
    articles: (count) => counted(count, { one: "# artículo", many: "# de artículos", other: "# artículos" }),
    readingTime: (minutes) => `${number(minutes)} min de lectura`,
    version: (place) => `Versión ${number(place)}`,
    expectedWait: (half, nineOfTen) =>
      `La mitad de los comentarios se decide en ${lasting(half, TIMES)} como máximo; nueve de cada diez, en ${lasting(nineOfTen, TIMES)}.`,
    waitAgain: (seconds) => `Inténtelo de nuevo ${ahead(seconds)}.`,
  };
}
