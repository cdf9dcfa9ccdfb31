//! The frame of signed-in pages: five places in thumb reach on a phone, the same five in a rail on a desk.
//! Which places is data, by role. Language and theme are plain forms, so they need no script.

use ayeneh_domain::bilingual::Locale;
use ayeneh_text::ui as words;
use leptos::prelude::*;

use super::{
    icon::{Glyph, Icon, LOGO, Sprite},
    tag::InventedTag,
};

/// A place one can go to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its address.
    pub href: String,
    /// Its name, one or two words.
    pub label: String,
    /// Its icon.
    pub icon: Icon,
    /// Whether one is there.
    pub current: bool,
}

/// The theme a person has chosen; `None` follows the device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// The value of `data-theme` and of the form field.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// What the frame needs to know.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The language of the page.
    pub locale: Locale,
    /// The organisation's name.
    pub organisation: String,
    /// Who is signed in, with what they are: "M. Rad, chief executive".
    pub person: Option<String>,
    /// Where the name leads: one's own account.
    pub account: String,
    /// Whether all data are made up.
    pub invented: bool,
    /// The five places of the role.
    pub places: Vec<Place>,
    /// Further places: under a line in the rail, at the foot of the page on a phone.
    pub more: Vec<Place>,
    /// The theme chosen.
    pub theme: Option<Theme>,
    /// Where the language form is sent (`locale`, `next`).
    pub language_action: String,
    /// Where the theme form is sent (`theme`, `next`).
    pub theme_action: String,
    /// Where signing out is sent; `None` where nobody is signed in.
    pub leave_action: Option<String>,
    /// The address of this page, to come back to.
    pub here: String,
    /// Whether it must print on one sheet.
    pub one_page: bool,
}

/// Everything inside `body`.
#[component]
pub fn Shell(
    /// The frame.
    frame: Frame,
    /// The page: a sentence head, then panels.
    children: Children,
) -> impl IntoView {
    let locale = frame.locale;
    let main = if frame.one_page { "main one-page" } else { "main" };
    view! {
        <Sprite/>
        <div class="app">
            <a class="skip" href="#main">{words::skip_to_content(locale)}</a>
            <Rail places=frame.places.clone() more=frame.more.clone() locale/>
            <Bar frame=frame.clone()/>
            <main class=main id="main">{children()}</main>
            <Foot frame/>
        </div>
    }
}

/// Everything inside `body` for somebody who is not signed in: a bar, one column, no places.
#[component]
pub fn Front(
    /// The frame.
    frame: Frame,
    /// The page.
    children: Children,
) -> impl IntoView {
    let locale = frame.locale;
    view! {
        <Sprite/>
        <a class="skip" href="#main">{words::skip_to_content(locale)}</a>
        <header class="bar front">
            <Brand locale/>
            <span class="where"><LanguageSwitch locale action=frame.language_action here=frame.here/></span>
        </header>
        <main class="main front" id="main">{children()}</main>
    }
}

#[component]
fn Brand(#[prop(default = "brand")] class: &'static str, locale: Locale) -> impl IntoView {
    view! { <a class=class href="/"><svg aria-hidden="true" inner_html=LOGO></svg>{words::product(locale)}</a> }
}

#[component]
fn PlaceLink(place: Place) -> impl IntoView {
    view! {
        <a href=place.href aria-current=place.current.then_some("page")>
            <Glyph icon=place.icon/><span>{place.label}</span>
        </a>
    }
}

#[component]
fn Rail(places: Vec<Place>, more: Vec<Place>, locale: Locale) -> impl IntoView {
    let parted = !more.is_empty();
    let further: Vec<_> = more.into_iter().map(|place| view! { <li class="wide"><PlaceLink place/></li> }).collect();
    view! {
        <nav class="nav" aria-label=words::places(locale)>
            <div class="stick">
                <Brand class="brand wide" locale/>
                <ul>
                    {places.into_iter().map(|place| view! { <li><PlaceLink place/></li> }).collect::<Vec<_>>()}
                    {parted.then(|| view! { <li class="wide sep" aria-hidden="true"></li> })}
                    {further}
                </ul>
            </div>
        </nav>
    }
}

#[component]
fn Bar(frame: Frame) -> impl IntoView {
    let locale = frame.locale;
    view! {
        <header class="bar">
            <Brand locale/>
            <span class="small soft org" dir="auto">{frame.organisation}</span>
            {frame.invented.then(|| view! { <InventedTag locale/> })}
            <span class="where">
                <LanguageSwitch locale action=frame.language_action here=frame.here.clone()/>
                <ThemeSwitch locale theme=frame.theme action=frame.theme_action here=frame.here/>
                {frame.person.map(|person| view! { <AccountLink person href=frame.account locale/> })}
            </span>
        </header>
    }
}

/// Who is signed in, leading to their account: the name on a desk, a head on a phone.
#[component]
fn AccountLink(person: String, href: String, locale: Locale) -> impl IntoView {
    let name = words::account_of(locale, &person);
    view! {
        <a class="me" href=href aria-label=name title=words::account(locale)>
            <Glyph icon=Icon::Person/>
            <span class="small wide-only" dir="auto">{person}</span>
        </a>
    }
}

/// The other language, as a form of one button; its name stands in its own language.
#[component]
pub fn LanguageSwitch(
    /// The language of the page.
    locale: Locale,
    /// Where it is sent.
    action: String,
    /// Where to come back to.
    here: String,
) -> impl IntoView {
    let other = locale.other();
    view! {
        <form class="switch" method="post" action=action>
            <input type="hidden" name="next" value=here/>
            <button name="locale" value=other.tag() lang=other.tag() dir=other.direction()>
                {words::language_itself(other)}
            </button>
        </form>
    }
}

/// The other theme, as a form of one button. Where the device decides, the button offers the dark one.
#[component]
pub fn ThemeSwitch(
    /// The language of its name.
    locale: Locale,
    /// The theme chosen.
    theme: Option<Theme>,
    /// Where it is sent.
    action: String,
    /// Where to come back to.
    here: String,
) -> impl IntoView {
    let (next, icon, name) = match theme {
        Some(Theme::Dark) => (Theme::Light, Icon::Sun, words::to_light(locale)),
        _ => (Theme::Dark, Icon::Moon, words::to_dark(locale)),
    };
    view! {
        <form class="switch" method="post" action=action>
            <input type="hidden" name="next" value=here/>
            <button name="theme" value=next.name() aria-label=name title=name><Glyph icon/></button>
        </form>
    }
}

/// On a phone the further places; everywhere the way out.
#[component]
fn Foot(frame: Frame) -> impl IntoView {
    let locale = frame.locale;
    let leave = frame.leave_action.map(|action| {
        view! {
            <form class="switch" method="post" action=action>
                <button><Glyph icon=Icon::Leave/>{words::sign_out(locale)}</button>
            </form>
        }
    });
    let more = (!frame.more.is_empty()).then(|| {
        let items: Vec<_> = frame.more.into_iter().map(|place| view! { <li><PlaceLink place/></li> }).collect();
        view! { <nav class="narrow" aria-label=words::further_places(locale)><ul>{items}</ul></nav> }
    });
    view! { <footer class="foot">{more}{leave}</footer> }
}
