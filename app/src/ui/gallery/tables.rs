//! Tables and heat maps.

use ayeneh_domain::bilingual::Locale;
use ayeneh_text::figure;
use leptos::prelude::*;

use super::{samples, say};
use crate::ui::{
    heat::HeatTable,
    panel::Panel,
    table::{Column, Pagination, Table, TableKind},
};

/// All of them.
pub fn all(locale: Locale) -> impl IntoView {
    view! {
        {heat(locale, "heat", 2, 6)}
        {heat(locale, "heat-long", 4, 15)}
        {people(locale)}
    }
}

fn heat(locale: Locale, name: &str, regions: usize, count: usize) -> impl IntoView + use<> {
    let id = format!("{name}-{}", locale.tag());
    view! {
        <Panel title=say(locale, "شعبه به شعبه: چه کسی کجا بالاتر است", "Branch by branch: who is ahead, and where") id=id.clone()>
            <HeatTable id=format!("{id}-table") row_head=say(locale, "شعبه", "Branch") caption=say(locale, "فاصلهٔ دو سو در هر شعبه و مؤلفه", "Gap of both sides by branch and element")
                columns=samples::columns(locale) groups=samples::heat(regions, count, locale) locale/>
        </Panel>
    }
}

fn people(locale: Locale) -> impl IntoView {
    let columns = vec![
        Column::words(say(locale, "نام", "Name")),
        Column::words(say(locale, "واحد", "Unit")),
        Column::words(say(locale, "حالت", "State")),
        Column::figures(say(locale, "پاسخ", "Answers")),
    ];
    let row = |name: &'static str, unit: &'static str, state: &'static str, count: u32| {
        vec![name.into_any(), unit.into_any(), state.into_any(), figure::integer(locale, count).into_any()]
    };
    let rows = vec![
        row(
            say(locale, "سمانه کاظمی", "Samaneh Kazemi"),
            say(locale, "خسارت", "Claims"),
            say(locale, "دعوت شد", "invited"),
            12,
        ),
        row(
            say(locale, "سیدمحمدرضا حسینی‌نژاد طباطبایی یزدی", "Seyed Mohammadreza Hosseininejad Tabatabaei Yazdi"),
            say(locale, "فروش شهرستان‌ها", "Regional sales"),
            say(locale, "برگشت خورد", "bounced"),
            1_204,
        ),
        row("Ann O’Neill <ann@example.com>", say(locale, "فناوری", "Technology"), say(locale, "در صف", "queued"), 0),
    ];
    view! {
        <Panel title=say(locale, "جدول کار", "A list of work") id=format!("people-{}", locale.tag())>
            <Table caption=say(locale, "افراد", "People") columns rows kind=TableKind::Stacks/>
            <Pagination shown=(51, 100, 604) before="#" after="#" locale/>
        </Panel>
    }
}
