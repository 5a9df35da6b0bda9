import type { Counts, Texts } from "../words.ts";
import type { Counting, Forms, Span } from "./counting.ts";
import { GERMAN_OWN } from "./own/german.ts";

export const GERMAN: Texts = {
  skip: "Zum Inhalt springen",
  menu: "Menü",
  notice: "Hinweis",
  footer: "Mehr auf dieser Website",
  frontPage: "Startseite",
  inShort: "Kurz gemeldet",
  archive: "Archiv",
  feed: "RSS-Feed",
  opinion: "Meinung",
  by: "Von",
  comma: ", ",
  published: "Veröffentlicht:",
  updated: "Aktualisiert:",
  correction: "Korrektur",
  older: "Ältere Artikel",
  laterComments: "Spätere Kommentare",
  more: (section) => `Mehr aus ${section}`,
  noMore: "Keine weiteren Artikel.",
  noMoreHere: "In dieser Rubrik gibt es keine weiteren Artikel.",
  toArchive: "Zum Archiv",
  nothingYet: "Noch ist nichts erschienen.",
  firstStory: "Der erste Artikel steht hier, sobald die Redaktion ihn veröffentlicht.",
  donate: "Spenden",
  bankTransfer: "Per Überweisung:",
  comments: "Kommentare",
  join: "Mitdiskutieren",
  closed: "Die Kommentare zu diesem Artikel sind geschlossen.",
  closedBecause: {
    too_old:
      "Die Kommentare zu diesem Artikel sind geschlossen: Nach einigen Tagen nehmen wir keine mehr an.",
    outside_hours: "Wir nehmen Kommentare an, während die Redaktion sie liest. Im Moment liest sie keine.",
    queue_full:
      "Es warten so viele Kommentare auf die Redaktion, dass wir im Moment keine weiteren annehmen. Versuchen Sie es später noch einmal.",
  },
  editorsBack: (day, hour) => `Die Redaktion liest Kommentare wieder am ${day} um ${hour}.`,
  readComments: "Diskussion lesen",
  discussionOf: "Diskussion",
  discussionTitle: (headline) => `Diskussion: ${headline}`,
  backToStory: "Zurück zum Artikel",
  noComments: "Noch keine Kommentare.",
  reply: "Antworten",
  replyTo: (name) => `Antwort an ${name}`,
  cancelReply: "Stattdessen einen neuen Kommentar schreiben",
  write: "Kommentar schreiben",
  name: "Name",
  comment: "Kommentar",
  leaveEmpty: "Lassen Sie dieses Feld leer",
  send: "Kommentar abschicken",
  sendFailed:
    "Nicht gesendet: Es besteht keine Verbindung, oder diese Seite antwortet nicht. Ihr Text bleibt erhalten; senden Sie ihn noch einmal.",
  challenge:
    "Vor dem Senden muss eine kurze Prüfung zeigen, dass kein Roboter schreibt. Sie braucht JavaScript: Bitte lassen Sie es für diese Seite zu.",
  problems: "Der Kommentar wurde noch nicht abgeschickt:",
  policy: "Regeln für Kommentare",
  receipt: "Ihr Kommentar",
  receiptPrivate:
    "Diese Seite ist nur für Sie. Bewahren Sie ihre Adresse auf: Hier steht, was aus Ihrem Kommentar wird.",
  sentAt: "Abgeschickt:",
  decidedAt: "Entschieden:",
  yourText: "Das haben Sie geschrieben",
  ground: "Grund:",
  law: "Rechtsgrundlage:",
  reason: "Begründung:",
  note: "Anmerkung der Redaktion:",
  seeDiscussion: "Zur Diskussion",
  seeComment: "In der Diskussion ansehen",
  whatNow: "Was Sie jetzt tun können",
  tryAgain: "Rufen Sie die Seite in einer Minute noch einmal auf.",
  goBack: "Gehen Sie zurück, ändern Sie, was oben genannt ist, und schicken Sie es noch einmal ab.",
  searchArchive: "Im Archiv danach suchen",
  requestId: "Wenn Sie uns deswegen schreiben, nennen Sie bitte diese Nummer:",
  author: "Autorin oder Autor",
  topic: "Thema",
  topics: "Themen",
  corrections: "Korrekturen",
  correctionsIntro: "Was wir falsch berichtet haben und was richtig ist. Das Neueste steht oben.",
  noCorrections: "Bisher war nichts zu korrigieren.",
  correctedIn: "Im Artikel:",
  analysis: "Analyse",
  sponsored: "Anzeige",
  share: "Teilen",
  byMail: "Per E-Mail",
  related: "Mehr zum Thema",
  otherLanguages: "Diesen Artikel lesen auf",
  preview: "Vorschau",
  previewNote: "Nur wer diesen Link hat, kann diesen Text lesen. Er ist nicht veröffentlicht.",
  copy: "Kopie",
  copyNote:
    "Unsere Datenbank ist gerade nicht erreichbar. Sie sehen eine Kopie dieses Textes, ohne Kommentare. Spätere Änderungen fehlen. Stand:",
  scheduledFor: "Er soll erscheinen am",
  payee: "Empfänger:",
  iban: "IBAN:",
  scan: "Scannen Sie den Code mit Ihrer Banking-App: Die Überweisung ist ausgefüllt, den Betrag bestimmen Sie.",
  scanCode: "QR-Code für eine Überweisung",
  search: "Suche",
  searchWords: "Suchbegriffe",
  searchHint:
    "Wörter in Anführungszeichen werden zusammen gefunden. Ein * findet alles, was mit dem Wort davor beginnt.",
  searchSection: "Ressort",
  searchYear: "Jahr",
  allSections: "Alle Ressorts",
  allYears: "Alle Jahre",
  resultsFor: (query) => `Ergebnisse für „${query}“`,
  nothingFound: (query) => `Zu „${query}“ wurde nichts gefunden.`,
  searchElsewhere:
    "Versuchen Sie es mit weniger oder anderen Wörtern, mit einem anderen Jahr oder im Archiv.",
  moreResults: "Weitere Ergebnisse",
  feeds: "Feeds",

  history: {
    title: (headline) => `Versionsgeschichte: ${headline}`,
    intro: "Jede veröffentlichte Fassung, die neueste zuerst.",
    none: "Noch ist keine Fassung aufbewahrt: Die nächste Änderung wird hier stehen.",
    first: "Erste Fassung",
    changed: "Was sich geändert hat",
    text: "Der Text dieser Fassung",
    added: "Hinzugefügt:",
    removed: "Gestrichen:",
    leftOut: "Unveränderter Text ist ausgelassen.",
    replaced: "Ein anderes Bild oder keines mehr.",
    earlier: "Frühere Fassung",
    later: "Spätere Fassung",
    older: "Frühere Fassungen",
    all: "Alle Fassungen",
    check: "Die Kette aller Fassungen, für alle, die sie prüfen wollen",
    members: {
      headline: "Überschrift",
      standfirst: "Vorspann",
      label: "Dachzeile",
      section: "Ressort",
      byline: "Autorenzeile",
      language: "Sprache",
      picture: "Bild",
      caption: "Bildunterschrift",
      alt: "Bildbeschreibung",
      body: "Artikeltext",
      corrections: "Korrekturen",
    },
  },

  statuses: {
    pending: {
      title: "Wartet auf die Redaktion",
      text: "Die Redaktion liest jeden Kommentar wie diesen, bevor er erscheint. Je nach Tageszeit kann das mehrere Stunden dauern. Sie brauchen nichts weiter zu tun.",
    },
    published: {
      title: "Veröffentlicht",
      text: "Ihr Kommentar steht in der Diskussion und ist für alle zu lesen.",
    },
    declined: {
      title: "Nicht veröffentlicht",
      text: "Die Redaktion hat Ihren Kommentar gelesen und nicht veröffentlicht. Der Grund steht unten.",
    },
    removed: {
      title: "Entfernt",
      text: "Ihr Kommentar war veröffentlicht; die Redaktion hat ihn inzwischen entfernt. Der Grund steht unten.",
    },
    deleted: { title: "Gelöscht", text: "Sie haben diesen Kommentar gelöscht. Niemand kann ihn mehr lesen." },
  },

  own: GERMAN_OWN,

  grounds: {
    offensive: "Er ist beleidigend.",
    slander: "Er behauptet über jemanden etwas, das üble Nachrede sein kann.",
    foul_language: "Sein Ton ist unflätig.",
    off_topic: "Er hat mit dem Artikel nichts zu tun.",
    spam: "Er ist Werbung oder Spam.",
    illegal: "Er verstößt möglicherweise gegen das Gesetz.",
  },

  fields: {
    nameNeeded: "Bitte geben Sie einen Namen an.",
    nameUnreadable: "Ein Name braucht mindestens einen Buchstaben oder eine Ziffer.",
    nameReserved: "Diesen Namen trägt jemand aus der Redaktion. Bitte wählen Sie einen anderen.",
    textNeeded: "Bitte schreiben Sie einen Text.",
    unstorable: "Darin sind Zeichen, die nicht gespeichert werden können. Bitte entfernen Sie sie.",
    hidden:
      "Ein verborgenes Feld wurde ausgefüllt, vielleicht von Ihrem Browser. Leeren Sie das Feld namens website und schicken Sie den Kommentar noch einmal ab.",
    parentGone:
      "Der Kommentar, auf den Sie antworten, ist nicht mehr da. Schicken Sie Ihren als eigenen Kommentar ab.",
    parentIsReply:
      "Auf eine Antwort kann man nicht antworten. Antworten Sie auf den Kommentar, zu dem sie gehört.",
    unknown: (field) => `Ein Feld „${field}“ gibt es hier nicht.`,
  },

  refusals: {
    bad_request: {
      title: "Nicht verstanden",
      detail: "Was gesendet wurde, ist nicht lesbar. Bitte senden Sie es noch einmal.",
    },
    bad_cursor: {
      title: "Diesen Teil der Liste gibt es nicht",
      detail: "Die Adresse führt in dieser Liste nicht weiter. Beginnen Sie am Anfang.",
    },
    comments_closed: {
      title: "Kommentare geschlossen",
      detail: "Die Kommentare zu diesem Artikel sind geschlossen. Sie können die Diskussion noch lesen.",
    },
    commenter_blocked: {
      title: "Keine Kommentare aus diesem Browser",
      detail: "Kommentare aus diesem Browser werden nicht mehr angenommen.",
    },
    challenge_failed: {
      title: "Prüfung nicht bestanden",
      detail:
        "Die Prüfung gegen Roboter wurde nicht bestanden. Wiederholen Sie sie und senden Sie den Kommentar noch einmal.",
    },
    cross_site: {
      title: "Von einer anderen Website gesendet",
      detail: "Dieses Formular gehört zu #. Öffnen Sie die Diskussion dort und senden Sie es noch einmal.",
    },
    empty_period: {
      title: "Nicht gefunden",
      detail: "In dieser Zeit ist nichts erschienen.",
    },
    forbidden: {
      title: "Nicht erlaubt",
      detail: "Ihr Zugangsschlüssel erlaubt das nicht. Melden Sie sich mit einem an, der es erlaubt.",
    },
    not_found: {
      title: "Nicht gefunden",
      detail: "Unter dieser Adresse gibt es nichts. Vielleicht steckt ein Fehler darin.",
    },
    method_not_allowed: {
      title: "Hier nicht möglich",
      detail: "Diese Seite kann man lesen, aber nichts an sie senden.",
    },
    withdrawn: { title: "Zurückgezogen", detail: "Dieser Artikel wurde zurückgezogen." },
    too_large: {
      title: "Zu groß",
      detail: "Was gesendet wurde, ist zu groß. Bitte kürzen Sie es und senden Sie es noch einmal.",
    },
    unsupported_type: {
      title: "Nicht verstanden",
      detail: "Was gesendet wurde, kann hier nicht gelesen werden. Benutzen Sie das Formular auf der Seite.",
    },
    invalid: {
      title: "Nicht gültig",
      detail: "In dem, was gesendet wurde, fehlt etwas, oder etwas ist falsch.",
    },
    rate_limited: {
      title: "Zu viel auf einmal",
      detail: "Von hier kam in kurzer Zeit zu viel.",
    },
    removed_for_legal_reasons: {
      title: "Aus rechtlichen Gründen entfernt",
      detail: "Dieser Artikel wurde aus rechtlichen Gründen entfernt.",
    },
    internal: {
      title: "Hier ist etwas schiefgegangen",
      detail: "Das war unser Fehler; er ist vermerkt. Versuchen Sie es gleich noch einmal.",
    },
    unavailable: {
      title: "Zurzeit nicht verfügbar",
      detail: "Das ist im Augenblick nicht möglich. Versuchen Sie es bald noch einmal.",
    },
  },

  defaultPolicy: `Bleiben Sie höflich. Hier diskutieren Leserinnen und Leser aus vielen Ländern; deshalb müssen wir uns an das Recht etwa in Deutschland halten. Rechtswidrige Inhalte werden gelöscht.

Wenn Ihre Kommentare ohne Prüfung erscheinen, sind Sie für Rechtsverstöße selbst verantwortlich. Das bedeutet, dass wir bei Ermittlungen verpflichtet sein können, mit Behörden zusammenzuarbeiten.

Wenn Ihre Kommentare vorher geprüft werden, haben Sie bitte Geduld. Wir prüfen laufend, aber je nach Tageszeit kann es mehrere Stunden dauern, bis Ihr Kommentar an der Reihe ist.

Wir behalten uns vor, Kommentare zu löschen, die beleidigen, verleumden, unflätig sind oder nicht zum Thema gehören.`,
};

/** How long comments wait, behind “within”. */
const TIMES: Record<Span, Forms> = {
  minute: { one: "# Minute", other: "# Minuten" },
  hour: { one: "# Stunde", other: "# Stunden" },
  day: { one: "# Tag", other: "# Tagen" },
};

export function germanCounts({ number, ahead, lasting }: Counting): Counts {
  const characters = (count: number) => `${number(count)} Zeichen`;
  return {
    nameHint: `Höchstens ${characters(60)}. Der Name steht über Ihrem Kommentar.`,
    commentHint: `Höchstens ${characters(3_000)}. Links werden anklickbar, alles andere bleibt, wie es getippt ist.`,
    nameTooLong: (max, length) =>
      `Ein Name darf höchstens ${characters(max)} haben; dieser hat ${number(length)}.`,
    textTooLong: (max, length) =>
      `Ein Text darf höchstens ${characters(max)} haben; dieser hat ${number(length)}.`,
    articles: (count) => `${number(count)} Artikel`,
    readingTime: (minutes) => `${number(minutes)} Min. Lesezeit`,
    version: (place) => `Fassung ${number(place)}`,
    expectedWait: (half, nineOfTen) =>
      `Die Hälfte der Kommentare wird innerhalb von ${lasting(half, TIMES)} entschieden, neun von zehn innerhalb von ${lasting(nineOfTen, TIMES)}.`,
    waitAgain: (seconds) => `Versuchen Sie es ${ahead(seconds)} noch einmal.`,
  };
}
