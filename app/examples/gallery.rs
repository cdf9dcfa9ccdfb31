//! Prints the living page of all parts as one HTML file, to look at without a server:
//! `cargo run -p ayeneh-app --features ssr --example gallery -- en dark > /tmp/gallery.html`

use ayeneh_app::ui::{
    gallery,
    icon::Icon,
    shell::{Frame, Place, Shell},
};
use ayeneh_domain::bilingual::Locale;
use leptos::prelude::*;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let locale = if words.iter().any(|word| word == "en") { Locale::En } else { Locale::Fa };
    let theme = if words.iter().any(|word| word == "dark") { " data-theme=\"dark\"" } else { "" };
    let body = Owner::new().with(|| {
        let content = gallery::page(locale).into_any();
        view! { <Shell frame=frame(locale)>{content}</Shell> }.to_html()
    });
    println!(
        "<!doctype html><html lang=\"{}\" dir=\"{}\"{theme}><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>Ayeneh</title>\
         <link rel=\"stylesheet\" href=\"{}/../style/main.css\"></head><body>{body}</body></html>",
        locale.tag(),
        locale.direction(),
        env!("CARGO_MANIFEST_DIR"),
    );
}

fn frame(locale: Locale) -> Frame {
    let place = |label: &str, icon, current| Place { href: "#".to_owned(), label: label.to_owned(), icon, current };
    let (places, more) = match locale {
        Locale::Fa => (
            vec![
                place("خانه", Icon::Home, false),
                place("نظرسنجی‌ها", Icon::List, false),
                place("ارزیابی ۳۶۰", Icon::Round, false),
                place("نتیجه‌ها", Icon::Mirror, true),
                place("اقدام‌ها", Icon::Act, false),
            ],
            vec![place("افراد و واحدها", Icon::People, false), place("مشتریان", Icon::Building, false)],
        ),
        Locale::En => (
            vec![
                place("Home", Icon::Home, false),
                place("Surveys", Icon::List, false),
                place("Reviews", Icon::Round, false),
                place("Results", Icon::Mirror, true),
                place("Actions", Icon::Act, false),
            ],
            vec![place("People and units", Icon::People, false), place("Customers", Icon::Building, false)],
        ),
    };
    Frame {
        locale,
        organisation: if locale == Locale::Fa { "بیمهٔ نارون" } else { "Narvan Insurance" }.to_owned(),
        person: Some(if locale == Locale::Fa { "ن. شریفی، منابع انسانی" } else { "N. Sharifi, HR" }.to_owned()),
        account: String::new(),
        invented: true,
        places,
        more,
        theme: None,
        language_action: "/language".to_owned(),
        theme_action: "/theme".to_owned(),
        leave_action: Some("/sign-out".to_owned()),
        here: "/ui".to_owned(),
        one_page: false,
    }
}
