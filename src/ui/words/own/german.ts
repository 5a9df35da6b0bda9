import type { OwnWords } from "./english.ts";

export const GERMAN_OWN: OwnWords = {
  gone: {
    deleted: "Dieser Kommentar wurde von seinem Verfasser gelöscht.",
    removed: "Dieser Kommentar wurde von der Redaktion entfernt.",
  },
  mine: "Was Sie hier geschrieben haben",
  mineIntro: "Alles, was von diesem Browser gesendet wurde, das Neueste zuerst. Nur dieser Browser zeigt es.",
  mineAbout:
    "Hier steht, was ein Browser gesendet hat. Konten gibt es nicht: Mit dem ersten Kommentar erhält ein Browser ein Geheimnis, und allein daran wird er wiedererkannt. Dieser Browser hat keines, oder es gilt nicht mehr.",
  nothing: "Hier steht nichts mehr.",
  earlier: "Frühere Kommentare",
  toReceipt: "Beleg",
  standing: "Wie Ihre Kommentare behandelt werden",
  export: "Alles herunterladen (JSON)",
  fallen:
    "Ihre Kommentare erschienen bisher sofort. Von Ihren letzten zehn wurden mindestens zwei abgelehnt oder entfernt. Deshalb liest die Redaktion wieder jeden, bevor er erscheint.",
  delete: "Diesen Kommentar löschen",
  deleteNote:
    "Name und Text verschwinden sofort und endgültig. Was die Redaktion entschieden hat, bleibt mit Grund und Zeit erhalten.",
  deleteNow: "Endgültig löschen",
  recovery: "In einem anderen Browser weitermachen",
  codeNote:
    "Wer den Code hat, kann in einem anderen Browser als Sie weitermachen, falls dieser verloren geht. Er gilt einmal. Ein früher erstellter Code gilt dann nicht mehr.",
  makeCode: "Code erstellen",
  code: "Ihr Code für einen anderen Browser",
  codeOnce: "Schreiben Sie ihn jetzt auf: Er wird nicht noch einmal gezeigt. Sagen Sie ihn niemandem.",
  codeUse: "Geben Sie ihn im anderen Browser auf dieser Seite ein:",
  haveCode: "Ich habe einen Code",
  recoverNote:
    "Mit einem Code aus Ihrem bisherigen Browser machen Sie hier als dieselbe Person weiter. Der bisherige Browser wird ausgesperrt, der Code ist verbraucht, und die Adressen Ihrer Belege ändern sich. Was dieser Browser bisher gesendet hat, steht danach nicht mehr auf seiner Liste.",
  codeHint:
    "Sieben Gruppen von je vier Buchstaben und Ziffern. Kleinbuchstaben genügen, Bindestriche können wegbleiben.",
  codeUnknown:
    "Diesen Code gibt es nicht. Vielleicht enthält er einen Fehler, wurde schon benutzt oder durch einen neueren ersetzt.",
  recoverNow: "Hier weitermachen",
  renew: "Andere Browser aussperren",
  renewNote:
    "Falls jemand anderes Ihr Geheimnis haben könnte: Dieser Browser erhält ein neues. Mit dem alten oder mit einem früheren Code kann dann niemand mehr in Ihrem Namen handeln. Die Adressen Ihrer Belege ändern sich; die neuen finden Sie hier.",
  renewNow: "Jetzt aussperren",
  erase: "Alles löschen",
  eraseNote:
    "Name und Text aller Ihrer Kommentare verschwinden endgültig, ebenso das Geheimnis dieses Browsers. Was die Redaktion entschieden hat, bleibt mit Grund und Zeit, aber niemand kann sehen, wen es betraf.",
  eraseSure: "Alles löschen; ich weiß, dass sich das nicht rückgängig machen lässt.",
  eraseNow: "Jetzt löschen",
  done: {
    erased: "Alles wurde gelöscht.",
    renewed: "Alle anderen Browser sind ausgesperrt.",
    recovered: "Sie machen jetzt in diesem Browser weiter.",
  },
  standings: {
    new: "Die Redaktion liest jeden Ihrer Kommentare, bevor er erscheint. Veröffentlicht ist noch keiner.",
    previewed: "Die Redaktion liest jeden Ihrer Kommentare, bevor er erscheint.",
    trusted: "Ihre Kommentare erscheinen sofort, außer solchen mit vielen Links.",
    blocked: "Von diesem Browser werden keine Kommentare mehr angenommen.",
  },
};
