"""Words that tell a person's name from an office, a body and the rest of a line: English and Arabic, lower case."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """The words of a text that are parted by spaces."""
    return frozenset(text.split())


TITLES = word_set(
    "sens reps messrs mr mrs ms miss mx dr doctor prof professor sir dame lord lady hon honourable honorable rt "
    "right rev reverend father sister brother judge justice colonel col general gen lieutenant lt major maj "
    "captain capt admiral adm brigadier sergeant sgt sheikh shaikh shaykh imam rabbi his her excellency h.e "
    "majesty highness madam madame m mme sr sra señor señora don herr frau monsieur gov sen rep pres sec amb "
    "السيد السيدة السادة الدكتور الدكتورة د الأستاذ الأستاذة القاضي القاضية العقيد العميد اللواء الشيخ المهندس "
    "المهندسة سعادة معالي فخامة دولة الشاعر الشاعرة الأب البروفسور المحامي المحامية"
)
"""Before a name and no part of it."""

OFFICES = word_set(
    "senators ministers presidents secretaries representatives members president vice-president vicepresident "
    "minister premier chancellor secretary secretary-general undersecretary under-secretary spokesperson "
    "spokesman spokeswoman spokes-person ambassador envoy representative commissioner governor mayor senator "
    "congressman congresswoman chair chairman chairwoman chairperson co-chair director head chief member leader "
    "king queen prince princess pope emir sultan speaker attorney solicitor administrator adviser advisor "
    "coordinator counsel counselor counsellor commander editor clerk treasurer delegate deputy lady patriarch "
    "bishop archbishop rapporteur founder ceo officer manager superintendent inspector prosecutor deputy-minister "
    "moderator chargé consul observer assistant principal presidente presidenta ministro ministra primera dama "
    "canciller président présidente ministre kanzler bundeskanzler teacher nurse surgeon poet witness pm potus "
    "رئيس رئيسة الرئيس الرئيسة نائب نائبة وزير وزيرة الوزير الوزيرة الأمين الأمينة أمين أمينة الناطق الناطقة "
    "المتحدث المتحدثة مدير مديرة المدير عضو عضوة سفير سفيرة السفير مبعوث مبعوثة المبعوث المبعوثة ممثل ممثلة محافظ "
    "قائد منسق منسقة عمدة حاكم مفوض مفوضة نقيب ملك الملك أمير مندوب مندوبة كاتب كاتبة المستشار مستشار مستشارة "
    "رئيسه وزيره مديره"
)
"""The noun of an office."""

MODIFIERS = word_set(
    "vice prime deputy acting former interim assistant under associate executive managing senior special high "
    "chief principal general first second lead foreign joint elect federal national press permanent resident "
    "global السابق السابقة المؤقت العام العامة الأول الأولى مساعد"
)
"""Before or after an office, part of it."""

BODIES = word_set(
    "subcommittee subcommittees delegation delegations committees room office department ministry council "
    "coalition party committee commission government administration agency bureau embassy mission corps union "
    "bank army navy force forces house senate parliament assembly cabinet court university institute press media "
    "service services desk group movement front league association federation authority board society company "
    "network republic states kingdom nations congress institution organisation organization conference "
    "observatory cooperative secretariat directorate prosecution team staff foundation fund centre center school "
    "schools hospital college task bench chamber editors newspaper division section unit branch headquarters مجلس "
    "وزارة مكتب لجنة هيئة حكومة ائتلاف حزب نقابة جمعية منظمة اتحاد دائرة مديرية حركة جيش قيادة محكمة بلدية جامعة "
    "مستشفى مرصد فيلق مؤتمر أمانة رئاسة النيابة مركز مؤسسة"
)
"""The noun of an organisation."""

FIELDS = word_set(
    "state affairs defence defense finance treasury health education interior justice trade industry agriculture "
    "labour labor energy environment transport water land culture security homeland commerce economy planning "
    "relations development cooperation international european public policy information immigration "
    "counterterrorism communications strategic political economic human rights peace operations war foreign home "
    "exchequer science resources overseas technology employment housing tourism infrastructure hemisphere western "
    "eastern near asian african arab middle east americas europe africa asia bali israel turkey syria iraq iran "
    "russia china japan france germany ukraine"
)
"""What offices are for."""

PARTICLES = word_set(
    "al el bin ibn ben bint abu abou umm um de del della der den di da do dos du la le van von ter ten y e ould "
    "mac st saint san abd abdul"
)
"""Inside a name, often in lower case."""

AFTER_NAMES = word_set(
    "mp mla mhr mep msp ac ao am oam qc kc sc cbe obe mbe kcmg cmg ch phd ph.d md esq usn usa kg gcb gbe kbe dbe "
    "kt m.p lld ba ma frs sir"
)
"""Behind a name and no part of it."""

VOICES = word_set(
    "announces announce calls call urges urge welcomes welcome praises praise condemns introduces introduce "
    "applauds applaud commends mourns hails asks ask says warns demands questions pledges vows supports opposes "
    "rejects reacts responds highlights secures seeks joins launches unveils expresses issues congratulates "
    "thanks denounces slams blasts criticizes criticises reaffirms underscores stresses reiterates promises "
    "proposes signs declares reminds invites defends votes fights outlines delivers addresses presents introduced "
    "announced called urged welcomed praised"
)
"""What a headline says that a person says."""

STOPS = VOICES | word_set(
    "others more pursue cosponsors takes hold holds continue continues effort contact resignation nominee "
    "lawmakers disappointed determined pass passes though while on at in after before during with from upon "
    "following as re about regarding concerning aboard against when who which that will was is are were has have "
    "had said says welcoming announcing honoring honouring marking celebrating via over under into onto held "
    "given made issued today yesterday tonight this these those it he she they we i you your our its their not no "
    "but if then than so also only both all another sobre en ante tras con durante statement statements remarks "
    "remark speech address interview transcript press-conference briefing doorstop release text notes message "
    "comment comments letter report news subject subjects topic في على عند بعد قبل خلال حول بشأن إلى مع عن أن "
    "خارج داخل"
)
"""Where the naming of a person ends."""

ASKERS = word_set(
    "q journalist journalists question questions reporter reporters host presenter interviewer moderator audience "
    "crowd compere caller operator studio announcer participant participants translator interpreter unidentified "
    "voice voices staff press mc facilitator student students man woman child children member members inaudible "
    "speaker unknown public público pregunta reportero editor editors anchor newsreader سؤال س صحفي الصحفي صحفية "
    "الصحفية المذيع المذيعة المحاور المحاورة مذيع مذيعة سائل الجمهور محاور محاورة"
)
"""Who speaks in a transcript without making the statement."""

NOT_NAMES = word_set(
    "january february march april may june july august september october november december monday tuesday "
    "wednesday thursday friday saturday sunday city town county street avenue road river lake north south east "
    "west northern southern park hotel room hall building square airport garden house palace mount island islands "
    "bay beach sea valley washington london paris canberra new york home about contact search menu login news "
    "press media admin administrator webmaster editor staff web website team content source photo image video "
    "audio download share print archive latest other read next previous related speeches transcript document page "
    "site united kingdom america american day week year good morning afternoon evening thank you ladies gentlemen "
    "dear fellow friends convention university college school church cathedral theater theatre museum library "
    "stadium arena plaza field base camp fort station memorial"
)
"""Capitalised words that make a line something other than a person's name."""

NEVER_NAMES = word_set(
    "meeting conference visit day office trip session address statement remarks speech call schedule travel "
    "agreement act budget plan policy report programme program campaign reception ceremony dinner lunch luncheon "
    "breakfast launch opening signing appointment appointments award awards summit forum talks dialogue war peace "
    "election elections question questions answer answers transcript press release media interview doorstop "
    "subject subjects radio television tv news today tonight telephone video audio teleconference acceptance "
    "response powers committees membership strategy initiative fund appeal security operation operations medicare "
    "neutrality agenda anniversary birthday message messages greetings congratulations condolences tribute "
    "memorial statehood independence monday tuesday wednesday thursday friday saturday sunday dear one two three "
    "four five six seven eight nine ten new old great weekly"
)
"""Nouns of occasions and papers: a capitalised one is no one's name."""
