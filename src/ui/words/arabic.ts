import type { Counts, Texts } from "../words.ts";
import type { Counting, Forms, Span } from "./counting.ts";
import { ARABIC_OWN } from "./own/arabic.ts";

export const ARABIC: Texts = {
  skip: "انتقل إلى المحتوى",
  menu: "القائمة",
  notice: "تنبيه",
  footer: "المزيد من هذا الموقع",
  frontPage: "الصفحة الأولى",
  inShort: "باختصار",
  archive: "الأرشيف",
  feed: "خلاصة RSS",
  opinion: "رأي",
  by: "بقلم",
  comma: "، ",
  published: "نُشر:",
  updated: "حُدّث:",
  correction: "تصويب",
  older: "مقالات أقدم",
  laterComments: "تعليقات لاحقة",
  more: (section) => `المزيد من قسم ${section}`,
  noMore: "لا مزيد من المقالات.",
  noMoreHere: "لا توجد مقالات أخرى في هذا القسم.",
  toArchive: "إلى الأرشيف",
  nothingYet: "لم يُنشر شيء بعد.",
  firstStory: "سيظهر المقال الأول هنا حالما ينشره التحرير.",
  donate: "تبرّع",
  bankTransfer: "بتحويل مصرفي:",
  comments: "التعليقات",
  join: "شارك في النقاش",
  closed: "أُغلق باب التعليق على هذا المقال.",
  closedBecause: {
    too_old: "أُغلق باب التعليق على هذا المقال: بعد مضي أيام لا نقبل المزيد منها.",
    outside_hours: "نقبل التعليقات ما دام المحررون يقرؤونها، وهم لا يقرؤونها الآن.",
    queue_full: "تنتظر المحررين تعليقات كثيرة، ولذلك لا نقبل المزيد منها الآن. حاول من جديد لاحقًا.",
  },
  editorsBack: (day, hour) => `يعود المحررون إلى قراءة التعليقات يوم ${day} الساعة ${hour}.`,
  readComments: "اقرأ النقاش",
  discussionOf: "النقاش",
  discussionTitle: (headline) => `النقاش: ${headline}`,
  backToStory: "العودة إلى المقال",
  noComments: "لا تعليقات بعد.",
  reply: "ردّ",
  replyTo: (name) => `الرد على ${name}`,
  cancelReply: "اكتب تعليقًا جديدًا بدلًا من ذلك",
  write: "اكتب تعليقًا",
  name: "الاسم",
  comment: "التعليق",
  leaveEmpty: "اترك هذا الحقل فارغًا",
  send: "إرسال التعليق",
  sendFailed: "لم يُرسل التعليق: لا يوجد اتصال أو أن هذا الموقع لا يستجيب. نصك محفوظ، فأرسله من جديد.",
  challenge:
    "قبل الإرسال يجب أن يُظهر فحص قصير أن المُرسِل ليس روبوتًا. يحتاج الفحص إلى جافاسكربت، فاسمح بها لهذه الصفحة من فضلك.",
  problems: "لم يُرسل التعليق بعد:",
  policy: "قواعد التعليق",
  receipt: "تعليقك",
  receiptPrivate: "هذه الصفحة لك وحدك. احتفظ بعنوانها، ففيها ترى ما آل إليه تعليقك.",
  sentAt: "أُرسل:",
  decidedAt: "صدر القرار:",
  yourText: "ما كتبته",
  ground: "السبب:",
  law: "السند القانوني:",
  reason: "السبب:",
  note: "ملاحظة التحرير:",
  seeDiscussion: "إلى النقاش",
  seeComment: "شاهده في النقاش",
  whatNow: "ما يمكنك فعله الآن",
  tryAgain: "أعد تحميل الصفحة بعد دقيقة.",
  goBack: "عُد إلى الوراء، وعدّل ما ذُكر أعلاه، ثم أرسله من جديد.",
  searchArchive: "ابحث عنه في الأرشيف",
  requestId: "إذا راسلتنا بهذا الشأن فاذكر هذا الرقم:",
  author: "الكاتب",
  topic: "الموضوع",
  topics: "المواضيع",
  corrections: "تصويبات",
  correctionsIntro: "ما أخطأنا فيه، وما هو الصواب. الأحدث أولًا.",
  noCorrections: "لم يلزم تصويب شيء حتى الآن.",
  correctedIn: "في:",
  analysis: "تحليل",
  sponsored: "محتوى مموّل",
  share: "شارك",
  byMail: "بالبريد الإلكتروني",
  related: "مقالات ذات صلة",
  otherLanguages: "اقرأ هذا المقال بلغة أخرى:",
  preview: "معاينة",
  previewNote: "لا يستطيع قراءة هذا النص إلا من لديه هذا الرابط. وهو غير منشور.",
  copy: "نسخة",
  copyNote:
    "قاعدة بياناتنا غير متاحة الآن، وهذه نسخة محفوظة من النص بلا تعليقات، ولا تظهر فيها التعديلات اللاحقة. تاريخ النسخة:",
  scheduledFor: "موعد النشر:",
  payee: "المستفيد:",
  iban: "رقم الحساب الدولي (IBAN):",
  scan: "امسح هذا الرمز بتطبيق مصرفك: بيانات التحويل معبأة، والمبلغ لك أن تختاره.",
  scanCode: "رمز QR لتحويل مصرفي",
  search: "بحث",
  searchWords: "الكلمات",
  searchHint:
    "الكلمات الموضوعة بين علامتي اقتباس يُبحث عنها معًا. والعلامة * تجد كل ما يبدأ بالكلمة التي قبلها.",
  searchSection: "القسم",
  searchYear: "السنة",
  allSections: "كل الأقسام",
  allYears: "كل السنوات",
  resultsFor: (query) => `نتائج البحث عن «${query}»`,
  nothingFound: (query) => `لا نتائج عن «${query}».`,
  searchElsewhere: "جرّب كلمات أقل أو غيرها، أو سنة أخرى، أو ابحث في الأرشيف.",
  moreResults: "مزيد من النتائج",
  feeds: "الخلاصات",

  history: {
    title: (headline) => `سجل المقال: ${headline}`,
    intro: "كل النسخ التي نُشرت، والأحدث أولًا.",
    none: "لم تُحفظ أي نسخة بعد: سيظهر التغيير القادم هنا.",
    first: "النسخة الأولى",
    changed: "ما الذي تغيّر",
    text: "نص هذه النسخة",
    added: "أُضيف:",
    removed: "حُذف:",
    leftOut: "لا يُعرض النص الذي لم يتغيّر.",
    replaced: "صورة أخرى، أو لا صورة بعد الآن.",
    earlier: "النسخة السابقة",
    later: "النسخة التالية",
    older: "نسخ أقدم",
    all: "كل النسخ",
    check: "سلسلة النسخ كلها، لمن يريد التحقق منها",
    members: {
      headline: "العنوان",
      standfirst: "المقدمة",
      label: "العنوان التمهيدي",
      section: "القسم",
      byline: "اسم الكاتب",
      language: "اللغة",
      picture: "الصورة",
      caption: "التعليق على الصورة",
      alt: "وصف الصورة",
      body: "النص",
      corrections: "التصويبات",
    },
  },

  statuses: {
    pending: {
      title: "في انتظار التحرير",
      text: "يقرأ التحرير كل تعليق كهذا قبل ظهوره. وقد يستغرق ذلك عدة ساعات بحسب وقت اليوم. ليس عليك أن تفعل شيئًا.",
    },
    published: { title: "منشور", text: "تعليقك ظاهر في النقاش ويمكن للجميع قراءته." },
    declined: {
      title: "لم يُنشر",
      text: "قرأ التحرير تعليقك وقرر عدم نشره. السبب مذكور أدناه.",
    },
    removed: {
      title: "أُزيل",
      text: "كان تعليقك منشورًا ثم أزاله التحرير. السبب مذكور أدناه.",
    },
    deleted: { title: "محذوف", text: "لقد حذفت هذا التعليق، ولم يعد بإمكان أحد قراءته." },
  },

  own: ARABIC_OWN,

  grounds: {
    offensive: "فيه إساءة.",
    slander: "يقول عن شخص ما قد يُعدّ تشهيرًا.",
    foul_language: "لغته بذيئة.",
    off_topic: "لا علاقة له بالمقال.",
    spam: "إعلان أو رسالة مزعجة.",
    illegal: "قد يخالف القانون.",
  },

  fields: {
    nameNeeded: "يلزم كتابة اسم.",
    nameUnreadable: "يجب أن يحتوي الاسم على حرف أو رقم واحد على الأقل.",
    nameReserved: "هذا الاسم لأحد العاملين في هذه الصحيفة. اختر اسمًا آخر.",
    textNeeded: "يلزم كتابة نص.",
    unstorable: "فيه رموز لا يمكن حفظها. احذفها.",
    hidden: "مُلئ حقل مخفي، ربما بفعل متصفحك. أفرغ الحقل المسمى website ثم أرسل التعليق من جديد.",
    parentGone: "التعليق الذي ترد عليه لم يعد موجودًا هنا. أرسل تعليقك من دون ردّ.",
    parentIsReply: "لا يمكن الرد على ردّ. ردّ على التعليق الأصلي.",
    unknown: (field) => `لا يوجد هنا حقل باسم «${field}».`,
  },

  refusals: {
    bad_request: { title: "تعذّر الفهم", detail: "لا يمكن قراءة ما أُرسل. أرسله من جديد." },
    bad_cursor: {
      title: "هذا الجزء من القائمة غير موجود",
      detail: "هذا العنوان لا يقود إلى بقية القائمة. ابدأ من أولها.",
    },
    comments_closed: {
      title: "التعليقات مغلقة",
      detail: "أُغلق باب التعليق على هذا المقال. ما زال بإمكانك قراءة ما قيل.",
    },
    commenter_blocked: {
      title: "لا تعليقات من هذا المتصفح",
      detail: "لم تعد التعليقات تُقبل من هذا المتصفح.",
    },
    challenge_failed: {
      title: "لم يُجتز الفحص",
      detail: "لم يُجتز الفحص ضد الروبوتات. أعده ثم أرسل التعليق مرة أخرى.",
    },
    cross_site: {
      title: "أُرسل من موقع آخر",
      detail: "هذه الاستمارة تخص الموقع # فافتح النقاش هناك ثم أرسلها من جديد.",
    },
    empty_period: {
      title: "الصفحة غير موجودة",
      detail: "لم يُنشر شيء في هذه الفترة.",
    },
    forbidden: {
      title: "غير مسموح",
      detail: "مفتاح الدخول لا يسمح بذلك. سجّل الدخول بمفتاح يسمح به.",
    },
    not_found: {
      title: "الصفحة غير موجودة",
      detail: "لا شيء في هذا العنوان. ربما فيه خطأ.",
    },
    method_not_allowed: {
      title: "غير ممكن هنا",
      detail: "يمكن قراءة هذه الصفحة، لكن لا يمكن قبول ما أُرسل إليها.",
    },
    withdrawn: { title: "سُحب المقال", detail: "سُحب هذا المقال." },
    too_large: { title: "أكبر من المسموح", detail: "ما أُرسل أكبر من المسموح. اختصره ثم أرسله من جديد." },
    unsupported_type: {
      title: "تعذّر الفهم",
      detail: "لا يمكن قراءة ما أُرسل هنا بهذه الصيغة. استعمل الاستمارة التي في الصفحة.",
    },
    invalid: { title: "غير صالح", detail: "في ما أُرسل نقص أو خطأ." },
    rate_limited: {
      title: "أكثر من المسموح دفعة واحدة",
      detail: "جاء من هنا الكثير في وقت قصير.",
    },
    removed_for_legal_reasons: {
      title: "أُزيل لأسباب قانونية",
      detail: "أُزيل هذا المقال لأسباب قانونية.",
    },
    internal: {
      title: "حدث خطأ هنا",
      detail: "الخطأ من عندنا وقد سُجّل. حاول من جديد بعد قليل.",
    },
    unavailable: {
      title: "غير متاح حاليًا",
      detail: "لا يمكن ذلك في هذه اللحظة. حاول من جديد قريبًا.",
    },
  },

  defaultPolicy: `حافظ على لغة مهذبة. يشارك هنا قراء من بلدان كثيرة، ولذلك علينا الالتزام بالقوانين المعمول بها في ألمانيا مثلًا. وكل محتوى غير قانوني سيُحذف.

إذا سُمح لك بنشر تعليقاتك من دون مراجعة مسبقة فأنت مسؤول عن أي مخالفة للقانون. ويعني ذلك أننا قد نُلزم بالتعاون مع السلطات في حال فتح تحقيق جنائي.

وإذا كانت تعليقاتك تخضع للمراجعة قبل النشر فنرجو منك الصبر. نراجع التعليقات باستمرار، لكن قد تمر عدة ساعات قبل مراجعة تعليقك بحسب وقت اليوم.

ونحتفظ بحق حذف التعليقات المسيئة أو التي تتضمن تشهيرًا أو لغة بذيئة أو لا علاقة لها بالموضوع.`,
};

/** How long comments wait, behind “within”. */
const TIMES: Record<Span, Forms> = {
  minute: { one: "دقيقة واحدة", two: "دقيقتين", few: "# دقائق", many: "# دقيقة", other: "# دقيقة" },
  hour: { one: "ساعة واحدة", two: "ساعتين", few: "# ساعات", many: "# ساعة", other: "# ساعة" },
  day: { one: "يوم واحد", two: "يومين", few: "# أيام", many: "# يومًا", other: "# يوم" },
};

/** From three to ten the noun is plural, from eleven on singular and accusative, at whole hundreds genitive. */
export function arabicCounts({ number, counted, ahead, lasting }: Counting): Counts {
  const characters = (count: number) =>
    counted(count, {
      zero: "# حرف",
      one: "حرف واحد",
      two: "حرفان",
      few: "# أحرف",
      many: "# حرفًا",
      other: "# حرف",
    });
  const minutes = {
    zero: "أقل من دقيقة",
    one: "دقيقة واحدة",
    two: "دقيقتان",
    few: "# دقائق",
    many: "# دقيقة",
    other: "# دقيقة",
  };
  const articles = {
    zero: "لا مقالات",
    one: "مقال واحد",
    two: "مقالان",
    few: "# مقالات",
    many: "# مقالًا",
    other: "# مقال",
  };
  return {
    nameHint: `الحد الأقصى ${characters(60)}. يظهر الاسم مع تعليقك.`,
    commentHint: `الحد الأقصى ${characters(3_000)}. تصير الروابط قابلة للنقر، ويبقى ما عداها كما كُتب.`,
    nameTooLong: (max, length) => `الحد الأقصى للاسم ${characters(max)}، وفي هذا ${number(length)}.`,
    textTooLong: (max, length) => `الحد الأقصى للنص ${characters(max)}، وفي هذا ${number(length)}.`,
    articles: (count) => counted(count, articles),
    readingTime: (count) => `مدة القراءة: ${counted(count, minutes)}`,
    version: (place) => `النسخة ${number(place)}`,
    expectedWait: (half, nineOfTen) =>
      `يُبت في نصف التعليقات خلال ${lasting(half, TIMES)}، وفي تسعة من كل عشرة خلال ${lasting(nineOfTen, TIMES)}.`,
    waitAgain: (seconds) => `حاول من جديد ${ahead(seconds)}.`,
  };
}
