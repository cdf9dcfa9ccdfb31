//! Which places somebody has, and in which order: what the role works with comes first, five in thumb reach.

use ayeneh_core::Ctx;
use ayeneh_domain::permission::{Right, Role};
use ayeneh_text::places as words;

use crate::ui::{icon::Icon, shell::Place};

/// How many places stand in thumb reach on a phone.
const IN_REACH: usize = 5;

#[derive(Clone, Copy, PartialEq, Eq)]
enum To {
    Home,
    Scorecard,
    Results,
    Linkage,
    Surveys,
    Answer,
    Report,
    People,
    Customers,
    Questionnaires,
    Measures,
    Mails,
    Tokens,
}

/// The five places of who is signed in, and the further ones.
pub fn places(ctx: &Ctx, here: &str) -> (Vec<Place>, Vec<Place>) {
    let open = order(ctx).iter().filter(|to| to.right().is_none_or(|right| ctx.may(right)));
    let mut places: Vec<Place> = open.map(|to| to.place(ctx, here)).collect();
    let more = places.split_off(places.len().min(IN_REACH));
    (places, more)
}

fn order(ctx: &Ctx) -> &'static [To] {
    use To as T;
    let is = |role| ctx.grants.iter().any(|grant| grant.role == role);
    if is(Role::Hr) {
        &[
            T::Home,
            T::Surveys,
            T::Results,
            T::Scorecard,
            T::People,
            T::Answer,
            T::Customers,
            T::Questionnaires,
            T::Measures,
            T::Linkage,
            T::Report,
            T::Mails,
            T::Tokens,
        ]
    } else if is(Role::Executive) {
        &[T::Scorecard, T::Results, T::Linkage, T::Answer, T::Report, T::People, T::Customers, T::Mails, T::Tokens]
    } else if is(Role::Administrator) {
        &[T::Home, T::People, T::Customers, T::Mails, T::Tokens, T::Answer, T::Results, T::Report]
    } else {
        &[T::Home, T::Answer, T::Results, T::Report, T::People, T::Customers]
    }
}

impl To {
    /// The right that opens it; home is everybody's.
    const fn right(self) -> Option<Right> {
        Some(match self {
            Self::Home => return None,
            Self::Scorecard | Self::Linkage => Right::ScorecardView,
            Self::Results => Right::ResultsView,
            Self::Surveys => Right::SurveysView,
            Self::Answer => Right::Answer,
            Self::Report => Right::OwnReport,
            Self::People => Right::PeopleView,
            Self::Customers => Right::CustomersView,
            Self::Questionnaires => Right::QuestionnairesView,
            Self::Measures => Right::MeasuresManage,
            Self::Mails => Right::MailView,
            Self::Tokens => Right::Administer,
        })
    }

    fn place(self, ctx: &Ctx, here: &str) -> Place {
        let l = ctx.locale;
        let (href, label, icon) = match self {
            Self::Home => ("/", words::home(l), Icon::Home),
            Self::Scorecard => ("/scorecard", words::scorecard(l), Icon::Card),
            Self::Results => ("/results", words::results(l), Icon::Mirror),
            Self::Linkage => ("/linkage", words::linkage(l), Icon::Rise),
            Self::Surveys => ("/surveys", words::surveys(l), Icon::Round),
            Self::Answer => ("/answer", words::answer(l), Icon::Check),
            Self::Report => ("/report", words::report(l), Icon::Act),
            Self::People => ("/people", words::people(l), Icon::People),
            Self::Customers => ("/customers", words::customers(l), Icon::Building),
            Self::Questionnaires => ("/questionnaires", words::questionnaires(l), Icon::List),
            Self::Measures => ("/measures", words::measures(l), Icon::Table),
            Self::Mails => ("/mails", words::mails(l), Icon::Mail),
            Self::Tokens => ("/tokens", words::tokens(l), Icon::Settings),
        };
        let current = is_in(here, href) || owner(ctx, here) == Some(self);
        Place { href: href.into(), label: label.into(), icon, current }
    }
}

/// To which place an address belongs that does not lie below it. The reports of a cycle are results to whoever reads
/// everybody's, and the own report to its subject; its raters and settings are HR's surveys and others' to answer.
fn owner(ctx: &Ctx, here: &str) -> Option<To> {
    if is_in(here, "/nominations") {
        return Some(To::Answer);
    }
    let (_, part) = here.strip_prefix("/cycles/")?.split_once('/')?;
    Some(match part.split('/').next() {
        Some("settings" | "nominations") if ctx.may(Right::SurveysManage) => To::Surveys,
        Some("nominations") => To::Answer,
        _ if ctx.may(Right::ReportsView) => To::Results,
        _ => To::Report,
    })
}

/// Whether an address is a place or lies below it.
fn is_in(here: &str, place: &str) -> bool {
    here.strip_prefix(place).is_some_and(|rest| rest.is_empty() || (place != "/" && rest.starts_with('/')))
}
