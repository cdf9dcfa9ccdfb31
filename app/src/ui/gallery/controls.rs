//! Buttons, fields, scales.

use ayeneh_domain::bilingual::Locale;
use leptos::prelude::*;

use super::{samples, say};
use crate::ui::{
    button::{Button, ButtonLink, Weight},
    dialog::{Dialog, DialogButton},
    field::{Common, DateField, ErrorSummary, FileField, Search, SelectField, TextArea, TextField, Tick},
    head::{Choice, ScopeForm},
    icon::Icon,
    panel::{Columns, Panel, Row},
    scale::{Asked, Scale, WordScale, ZeroToTen},
    tag::{InventedTag, Tag},
};

/// All controls.
pub fn all(locale: Locale) -> impl IntoView {
    view! {
        <ScopeForm fields=samples::scope(locale) locale>
            <ButtonLink href="#" label=say(locale, "چاپ", "Print") weight=Weight::Quiet icon=Icon::Print/>
        </ScopeForm>
        <Row columns=Columns::Even>{buttons(locale)}{form(locale)}</Row>
        <Row columns=Columns::Even>{scales(locale)}{more_scales(locale)}</Row>
    }
}

fn id(name: &str, locale: Locale) -> String {
    format!("{name}-{}", locale.tag())
}

fn buttons(locale: Locale) -> impl IntoView {
    view! {
        <Panel title=say(locale, "دکمه و نشانه", "Buttons and tags") id=id("buttons", locale)>
            <p class="acts">
                <Button label=say(locale, "کار اصلی", "Main act") weight=Weight::Main/>
                <Button label=say(locale, "کار دیگر", "Another") icon=Icon::Mail/>
                <ButtonLink href="#" label=say(locale, "کم‌رنگ", "Quiet") weight=Weight::Quiet/>
                <DialogButton id=id("erase", locale) label=say(locale, "پاک کردن", "Erase") weight=Weight::Danger/>
            </p>
            <p class="acts">
                <Button label=say(locale, "بستن موج", "Close the wave")
                    impossible=say(locale, "موج هنوز باز نشده است.", "The wave is not open yet.")/>
                <Button label=say(locale, "در حال فرستادن", "Sending") weight=Weight::Main busy=true/>
            </p>
            <p class="acts">
                <Tag label=say(locale, "پیش‌نویس", "draft")/><Tag label=say(locale, "در جریان", "open")/>
                <InventedTag locale/>
            </p>
            <Search label=say(locale, "جست‌وجو در افراد", "Search people") locale/>
            <Tick name=id("tick", locale) label=say(locale, "یادآوری هم فرستاده شود", "Send reminders too")
                hint=say(locale, "دو روز پیش از پایان", "Two days before the end") ticked=true/>
            <Dialog id=id("erase", locale) title=say(locale, "این دوره پاک شود؟", "Erase this cycle?") locale>
                <p>{say(locale, "برگشتی ندارد. نتیجه‌های منتشرشده می‌ماند.", "There is no way back. Released results remain.")}</p>
                <form method="post"><Button label=say(locale, "پاک کردن", "Erase") weight=Weight::Danger/></form>
            </Dialog>
        </Panel>
    }
}

fn form(locale: Locale) -> impl IntoView {
    let name = Common {
        name: id("name", locale),
        label: say(locale, "نام دوره", "Name of the cycle").to_owned(),
        ..Common::default()
    };
    let wrong = say(locale, "ماه ۱۳ نداریم. ماه را از ۱ تا ۱۲ بنویسید.", "There is no month 13. Use 1 to 12.");
    let date = Common {
        name: id("date", locale),
        label: say(locale, "تاریخ پایان", "Last day").to_owned(),
        error: Some(wrong.to_owned()),
        ..Common::default()
    };
    let file = Common {
        name: id("file", locale),
        label: say(locale, "فهرست افراد", "List of people").to_owned(),
        hint: Some(say(locale, "CSV یا XLSX، تا ۱۰ مگابایت", "CSV or XLSX, up to 10 MB").to_owned()),
        ..Common::default()
    };
    let unit =
        Common { name: id("unit", locale), label: say(locale, "واحد", "Unit").to_owned(), ..Common::default() };
    let text = Common {
        name: id("text", locale),
        label: say(locale, "یادداشت", "Note").to_owned(),
        optional: true,
        ..Common::default()
    };
    let choices = samples::scope(locale).remove(0).choices;
    let choices: Vec<Choice> = choices;
    view! {
        <Panel title=say(locale, "فرم", "Form") id=id("form", locale)>
            <ErrorSummary errors=vec![(date.name.clone(), wrong.to_owned())] locale/>
            <form class="stack2" method="post" novalidate=true>
                <TextField common=name value=say(locale, "ارزیابی پاییز ۱۴۰۴", "Autumn review 2026") locale/>
                <DateField common=date value=say(locale, "۱۴۰۴/۱۳/۰۲", "2026-13-02") locale/>
                <SelectField common=unit choices locale/>
                <FileField common=file accept=".csv,.xlsx" locale/>
                <TextArea common=text locale/>
            </form>
        </Panel>
    }
}

fn asked(name: &str, text: &str, chosen: Option<&str>, locale: Locale) -> Asked {
    Asked {
        name: id(name, locale),
        text: text.to_owned(),
        chosen: chosen.map(ToOwned::to_owned),
        not_applicable: None,
        error: None,
    }
}

fn scales(locale: Locale) -> impl IntoView {
    let labels: Vec<String> = match locale {
        Locale::Fa => ["کاملاً مخالفم", "مخالفم", "نه این، نه آن", "موافقم", "کاملاً موافقم"],
        Locale::En => ["Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree"],
    }
    .map(ToOwned::to_owned)
    .to_vec();
    let none = say(locale, "نمی‌دانم یا به من مربوط نیست", "Don’t know, or not about me").to_owned();
    let first = Asked {
        not_applicable: Some(none.clone()),
        ..asked(
            "q1",
            say(locale, "درخواست‌هایم بی‌جواب نمی‌ماند.", "My requests do not go unanswered."),
            Some("4"),
            locale,
        )
    };
    let second = Asked {
        not_applicable: Some(none),
        error: Some(say(locale, "اگر بخواهید می‌توانید از این بگذرید.", "You may skip this if you like.").to_owned()),
        ..asked(
            "q2",
            say(
                locale,
                "برای گرفتن یک جواب لازم نیست چند بار پیگیری کنم.",
                "I do not have to ask several times to get one answer.",
            ),
            None,
            locale,
        )
    };
    view! {
        <Panel title=say(locale, "مقیاس", "Scale") id=id("scales", locale)>
            <Scale asked=first labels=labels.clone() locale/>
            <Scale asked=second labels locale/>
        </Panel>
    }
}

fn more_scales(locale: Locale) -> impl IntoView {
    let ten = asked(
        "q3",
        say(
            locale,
            "چقدر احتمال دارد نارون را به دوستی پیشنهاد کنید؟",
            "How likely are you to recommend Narvan to a friend?",
        ),
        Some("9"),
        locale,
    );
    let words = asked(
        "q4",
        say(
            locale,
            "آیا مدیران ارشد دست‌کم ماهی یک بار با مشتریان حرف می‌زنند؟",
            "Do senior managers speak with customers at least monthly?",
        ),
        None,
        locale,
    );
    let choices: Vec<(String, String)> = match locale {
        Locale::Fa => [("2", "بله"), ("1", "تا حدی"), ("0", "نه")],
        Locale::En => [("2", "Yes"), ("1", "Partly"), ("0", "No")],
    }
    .map(|(value, word)| (value.to_owned(), word.to_owned()))
    .to_vec();
    let words = Asked { not_applicable: Some(say(locale, "نمی‌دانم", "Don’t know").to_owned()), ..words };
    view! {
        <Panel title=say(locale, "صفر تا ده، و بله یا نه", "Zero to ten, and yes or no") id=id("ten", locale)>
            <ZeroToTen asked=ten least=say(locale, "هیچ", "Not at all").to_owned() most=say(locale, "حتماً", "Certainly").to_owned() locale/>
            <WordScale asked=words choices/>
        </Panel>
    }
}
