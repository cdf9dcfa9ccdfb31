//! Names for invented people and companies: in Persian, and in Latin letters for mail addresses.

use super::chance::Chance;

/// Given names.
const GIVEN: [[&str; 2]; 64] = [
    ["سارا", "sara"],
    ["مریم", "maryam"],
    ["زهرا", "zahra"],
    ["نرگس", "narges"],
    ["شیرین", "shirin"],
    ["لیلا", "leila"],
    ["نازنین", "nazanin"],
    ["مهسا", "mahsa"],
    ["الهام", "elham"],
    ["پریسا", "parisa"],
    ["سمیرا", "samira"],
    ["فاطمه", "fatemeh"],
    ["نگار", "negar"],
    ["هانیه", "hanieh"],
    ["آیدا", "aida"],
    ["بهاره", "bahareh"],
    ["ترانه", "taraneh"],
    ["مینا", "mina"],
    ["رویا", "roya"],
    ["گلناز", "golnaz"],
    ["شبنم", "shabnam"],
    ["سپیده", "sepideh"],
    ["نیلوفر", "niloufar"],
    ["مژگان", "mozhgan"],
    ["کتایون", "katayoun"],
    ["فرزانه", "farzaneh"],
    ["ژاله", "zhaleh"],
    ["سحر", "sahar"],
    ["یاسمن", "yasaman"],
    ["هدیه", "hedieh"],
    ["پروانه", "parvaneh"],
    ["آرزو", "arezou"],
    ["علی", "ali"],
    ["رضا", "reza"],
    ["محمد", "mohammad"],
    ["حسین", "hossein"],
    ["امیر", "amir"],
    ["مهدی", "mehdi"],
    ["سعید", "saeed"],
    ["بهرام", "bahram"],
    ["کاوه", "kaveh"],
    ["آرش", "arash"],
    ["فرهاد", "farhad"],
    ["نیما", "nima"],
    ["بابک", "babak"],
    ["پویا", "pouya"],
    ["سیاوش", "siavash"],
    ["شاهین", "shahin"],
    ["کیوان", "keyvan"],
    ["مازیار", "maziar"],
    ["هومن", "houman"],
    ["یاشار", "yashar"],
    ["داریوش", "dariush"],
    ["امید", "omid"],
    ["ایمان", "iman"],
    ["پیمان", "peyman"],
    ["جواد", "javad"],
    ["حمید", "hamid"],
    ["خسرو", "khosrow"],
    ["رامین", "ramin"],
    ["سهیل", "soheil"],
    ["فرشاد", "farshad"],
    ["مجید", "majid"],
    ["وحید", "vahid"],
];

/// Family names.
const FAMILY: [[&str; 2]; 64] = [
    ["محمدی", "mohammadi"],
    ["حسینی", "hosseini"],
    ["احمدی", "ahmadi"],
    ["کریمی", "karimi"],
    ["رضایی", "rezaei"],
    ["مرادی", "moradi"],
    ["جعفری", "jafari"],
    ["صادقی", "sadeghi"],
    ["رحیمی", "rahimi"],
    ["کاظمی", "kazemi"],
    ["اکبری", "akbari"],
    ["قاسمی", "ghasemi"],
    ["عباسی", "abbasi"],
    ["نوری", "nouri"],
    ["سلطانی", "soltani"],
    ["شریفی", "sharifi"],
    ["یوسفی", "yousefi"],
    ["زارعی", "zarei"],
    ["بهرامی", "bahrami"],
    ["راد", "rad"],
    ["تهرانی", "tehrani"],
    ["شیرازی", "shirazi"],
    ["اصفهانی", "esfahani"],
    ["تبریزی", "tabrizi"],
    ["گیلانی", "gilani"],
    ["ملکی", "maleki"],
    ["فرهادی", "farhadi"],
    ["کیانی", "kiani"],
    ["پارسا", "parsa"],
    ["آذری", "azari"],
    ["امینی", "amini"],
    ["باقری", "bagheri"],
    ["پناهی", "panahi"],
    ["تقوی", "taghavi"],
    ["جوادی", "javadi"],
    ["حیدری", "heydari"],
    ["خسروی", "khosravi"],
    ["داوودی", "davoudi"],
    ["رستمی", "rostami"],
    ["زندی", "zandi"],
    ["سهرابی", "sohrabi"],
    ["شفیعی", "shafiei"],
    ["صالحی", "salehi"],
    ["طاهری", "taheri"],
    ["عزیزی", "azizi"],
    ["غفاری", "ghaffari"],
    ["فتحی", "fathi"],
    ["قنبری", "ghanbari"],
    ["گودرزی", "goudarzi"],
    ["لطفی", "lotfi"],
    ["منصوری", "mansouri"],
    ["نجفی", "najafi"],
    ["واعظی", "vaezi"],
    ["هاشمی", "hashemi"],
    ["یزدانی", "yazdani"],
    ["اسدی", "asadi"],
    ["برزگر", "barzegar"],
    ["پورمند", "pourmand"],
    ["توکلی", "tavakoli"],
    ["جلالی", "jalali"],
    ["حاتمی", "hatami"],
    ["دهقان", "dehghan"],
    ["روحانی", "rowhani"],
    ["ساجدی", "sajedi"],
];

/// What customers' companies do, and what they are called.
const TRADE: [&str; 12] = [
    "بازرگانی",
    "صنایع غذایی",
    "حمل‌ونقل",
    "شرکت ساختمانی",
    "پخش دارویی",
    "کارخانهٔ نساجی",
    "فولاد",
    "کشت و صنعت",
    "مجتمع پزشکی",
    "فروشگاه",
    "چاپ و نشر",
    "خدمات دریایی",
];

const CALLED: [&str; 25] = [
    "آفتاب",
    "البرز",
    "باران",
    "پارس",
    "پگاه",
    "تابان",
    "جهان",
    "چکاوک",
    "خزر",
    "دماوند",
    "رامش",
    "زاگرس",
    "ژرف",
    "سپهر",
    "شبدیز",
    "صبا",
    "فردا",
    "قائم",
    "کاوه",
    "گلستان",
    "لاله",
    "ماهان",
    "نگین",
    "هامون",
    "یاقوت",
];

/// An invented person's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// As it is shown.
    pub shown: String,
    /// The part of a mail address before the @.
    pub latin: String,
}

/// Draws a name.
pub fn person(chance: &mut Chance) -> Name {
    let (given, family) = (chance.one_of(&GIVEN), chance.one_of(&FAMILY));
    Name { shown: format!("{} {}", given[0], family[0]), latin: format!("{}.{}", given[1], family[1]) }
}

/// The name of the n-th customer; the first 300 differ in trade or name, later ones carry a number.
pub fn account(n: usize) -> String {
    let name = format!("{} {}", TRADE[n % TRADE.len()], CALLED[(n / TRADE.len()) % CALLED.len()]);
    match n / (TRADE.len() * CALLED.len()) {
        0 => name,
        round => format!("{name} {}", ayeneh_domain::digits::to_persian(&(round + 1).to_string())),
    }
}

/// The name of the n-th supplier.
pub fn supplier(n: usize) -> String {
    format!("تعمیرگاه {}", CALLED[n % CALLED.len()])
}
