//! The living page of all parts and charts, in both directions and with awkward data: nothing, one point, equal values,
//! long names, sixty units. For development; what looks wrong here is wrong everywhere.

mod charts;
mod controls;
mod messages;
mod samples;
mod tables;

use ayeneh_domain::bilingual::Locale;
use leptos::prelude::*;

use super::head::SentenceHead;

/// One of two texts. The gallery's sample texts are no part of the product and stay out of the catalogue.
fn say(locale: Locale, fa: &'static str, en: &'static str) -> &'static str {
    match locale {
        Locale::Fa => fa,
        Locale::En => en,
    }
}

/// The page: everything in `locale`, then everything again in the other language and direction.
pub fn page(locale: Locale) -> impl IntoView {
    let sentence = say(
        locale,
        "همهٔ اجزا و نمودارها، در هر دو سو و با دادهٔ دشوار",
        "All parts and charts, in both directions, with awkward data",
    );
    let lead = say(
        locale,
        "داده‌ها ساختگی است. هرچه اینجا زشت یا تنگ است، همه‌جا همان‌طور است.",
        "All data are invented. What is ugly or cramped here is so everywhere.",
    );
    view! {
        <SentenceHead sentence=sentence lead=lead/>
        {direction(locale)}
        <hr/>
        {direction(locale.other())}
    }
}

fn direction(locale: Locale) -> impl IntoView {
    view! {
        <div class="stack" lang=locale.tag() dir=locale.direction()>
            {controls::all(locale)}
            {messages::all(locale)}
            {charts::all(locale)}
            {tables::all(locale)}
        </div>
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    fn html(locale: Locale) -> String {
        Owner::new().with(|| page(locale).to_html())
    }

    #[test]
    fn every_part_renders_in_both_directions() {
        for locale in Locale::ALL {
            let html = html(locale);
            assert!(html.contains(r#"dir="rtl""#) && html.contains(r#"dir="ltr""#));
            assert!(!html.contains("NaN") && !html.contains("inf%"), "a figure that is none was drawn");
        }
    }

    #[test]
    fn ids_are_unique_and_sheets_exist() {
        let html = html(Locale::Fa);
        let values = |attribute: &str| -> Vec<String> {
            let start = format!(" {attribute}=\"");
            html.split(&start).skip(1).filter_map(|rest| rest.split('"').next()).map(ToOwned::to_owned).collect()
        };
        let ids = values("id");
        let mut unique = ids.clone();
        unique.sort();
        unique.dedup();
        // The search field is `q` in both directions.
        assert_eq!(unique.len() + 1, ids.len());
        assert!(values("popovertarget").iter().all(|target| ids.contains(target)));
    }

    #[test]
    fn nothing_is_styled_or_scripted_inline() {
        let html = html(Locale::En);
        for forbidden in [" style=", "<script", "<style", " onclick="] {
            assert!(!html.contains(forbidden), "{forbidden}");
        }
    }
}
