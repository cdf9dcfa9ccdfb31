//! This week as a row of days from Saturday, and what happens on them. Persian reads Jalali days, English Gregorian ones.

use ayeneh_core::home::{Event, Happening, Home};
use ayeneh_domain::{
    bilingual::Locale,
    calendar::{Date, Weekday},
};
use ayeneh_text::{self as text, date, home as words};
use leptos::prelude::*;

use crate::ui::panel::Panel;

/// The week.
pub(super) fn panel(l: Locale, home: &Home) -> impl IntoView + use<> {
    let days = home.today.week();
    let letters = words::weekday_letters(l).split(' ');
    let busy = |day: Date| home.week.iter().any(|event| event.day == day);
    let cells = days.into_iter().zip(letters).map(|(day, letter)| cell(l, day, letter, day == home.today, busy(day)));
    let cells = cells.collect_view();
    let events = home.week.iter().map(|event| line(l, home.today, event)).collect_view();
    let quiet = home.week.is_empty().then(|| view! { <p class="small soft">{words::quiet_week(l)}</p> });
    let aside = view! { <span class="fine">{months(l, days)}</span> };
    view! {
        <Panel title=words::week(l) id="week" aside=aside.into_any()>
            <ol class="week">{cells}</ol>
            {quiet}
            <ul class="happens small">{events}</ul>
        </Panel>
    }
}

/// The months that the week lies in, with the year.
fn months(l: Locale, days: [Date; 7]) -> String {
    // The day and its month, without the day's own figure: «۱۵ آبان ۱۴۰۵» → «آبان ۱۴۰۵».
    let month = |day: Date| date::day(l, day).split_once(' ').map(|(_, month)| month.to_owned()).unwrap_or_default();
    let (first, last) = (month(days[0]), month(days[6]));
    if first == last {
        return first;
    }
    let name = first.rsplit_once(' ').map_or(first.as_str(), |(name, _)| name).to_owned();
    format!("{name} {} {last}", text::common::and(l))
}

fn cell(l: Locale, day: Date, letter: &str, today: bool, busy: bool) -> impl IntoView + use<> {
    let rest = matches!(day.weekday(), Weekday::Thursday | Weekday::Friday);
    let class = if today { Some("today") } else { rest.then_some("off") };
    let written = date::day_of_year(l, day);
    let number = written.split(' ').next().unwrap_or_default().to_owned();
    view! {
        <li class=class aria-current=today.then_some("date")>
            <span aria-hidden="true">{letter.to_owned()}</span>
            <span class="sr">{date::weekday(l, day.weekday())}" "</span>
            <b>{number}</b>
            {busy.then(|| view! { <span class="has"></span> })}
        </li>
    }
}

fn line(l: Locale, today: Date, event: &Event) -> impl IntoView + use<> {
    let title = match event.survey {
        Some(survey) => view! { <a href=format!("/surveys/{survey}")>{said(l, today, event)}</a> }.into_any(),
        None => said(l, today, event).into_any(),
    };
    let day = if event.day == today {
        text::calendar::today(l).to_owned()
    } else {
        date::weekday(l, event.day.weekday()).to_owned()
    };
    view! { <li><b>{day}</b>" "<span dir="auto">{title}</span></li> }
}

fn said(l: Locale, today: Date, event: &Event) -> String {
    let title = event.title.get(l);
    match event.what {
        Happening::Opened => words::event_opened(l, title),
        Happening::Reminded if event.day > today => words::event_reminds(l, title),
        Happening::Reminded => words::event_reminded(l, title),
        Happening::Closes => words::event_closes(l, title),
        Happening::Closed => words::event_closed(l, title),
        Happening::Released => words::event_released(l, title),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_months_of_a_week_are_named_once_each() {
        let of = |l, day: &str| months(l, day.parse::<Date>().expect("a day").week());
        assert_eq!(of(Locale::Fa, "2026-11-25"), "آبان و آذر ۱۴۰۵");
        assert_eq!(of(Locale::Fa, "2026-12-01"), "آذر ۱۴۰۵");
        assert_eq!(of(Locale::En, "2026-12-01"), "November and December 2026");
        assert_eq!(of(Locale::En, "2026-11-25"), "November 2026");
    }
}
