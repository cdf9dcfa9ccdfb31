//! Home through the router: each role opens on its own, with acts that work, and a program reads the same.

use axum::http::{Request, header};
use ayeneh_core::{
    Ctx, release, surveys,
    testing::{closed_survey as made, organisation},
    tokens,
};
use ayeneh_domain::{
    bilingual::{Bilingual, Locale},
    ids::UnitId,
    permission::{Right, Role},
    questionnaire::Side,
    survey::Kind,
};
use serde_json::Value;

use crate::app::{App, on_both};

const DAY_MS: i64 = 86_400_000;

async fn launched(ctx: &Ctx, units: &[UnitId]) -> String {
    let new = surveys::NewSurvey {
        kind: Kind::Assessment,
        title: Bilingual::new("پاییز <b>", "Autumn <b>"),
        period: "2026-11".into(),
        closes_on: "2026-11-30".into(),
        units: units.to_vec(),
        people: String::new(),
        ranking: None,
    };
    let id = surveys::create(ctx, &new).await.expect("a draft");
    surveys::launch(ctx, id).await.expect("launches");
    format!("/surveys/{id}")
}

async fn api(app: &App, ctx: &Ctx, scopes: &[Right]) -> Value {
    let (_, token) = tokens::issue(ctx, "test", scopes, None).await.expect("a token");
    let request = Request::get("/api/v1/home")
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .header(header::ACCEPT_LANGUAGE, "en");
    let page = app.visitor().send(request, Vec::new()).await.expect(200);
    serde_json::from_str(&page.html).expect("JSON")
}

on_both!(each_role_opens_on_its_own_page, |app| {
    assert_eq!(app.visitor().get("/").await.location, "/sign-in");
    let executive = app.signed_in(&app.person("x", Role::Executive, None).await).await;
    assert_eq!(executive.get("/").await.expect(303).location, "/scorecard");
    for (role, words) in [
        (Role::Employee, "When somebody asks for your view"),
        (Role::Interviewer, "When somebody asks for your view"),
        (Role::Manager, "When somebody asks for your view"),
        (Role::Administrator, "The installation"),
        (Role::Hr, "Everything is done."),
    ] {
        let browser = app.signed_in(&app.person(&format!("a-{}", role.key()), role, None).await).await;
        let page = browser.get("/").await.expect(200);
        assert!(page.has(words) && page.has("Today, Saturday 21 November: nothing waits for you."), "{role:?}");
        assert!(page.has("aria-current=\"page\"") && page.has("21</b>"), "{role:?} stands at home, in this week");
        assert_eq!(page.has("The installation"), role == Role::Administrator, "{role:?}");
        assert_eq!(page.has("id=\"waits\""), role == Role::Hr, "{role:?}");
    }
});

on_both!(hr_is_told_who_is_behind_and_reminds_with_one_press, |app| {
    let ctx = &app.test.ctx;
    let mut units = Vec::new();
    for (code, people) in [("north", 40), ("south", 20), ("tiny", 3)] {
        let unit = made::unit(ctx, code, None).await;
        made::staff(ctx, unit, people).await;
        units.push(unit);
    }
    let page = launched(ctx, &units).await;
    app.test.clock.advance(5 * DAY_MS);
    surveys::count_participation(&app.test.core).await.expect("counts");
    let hr = app.hr().await;
    let home = hr.get("/").await.expect(200);
    assert!(home.has("امروز، پنجشنبه ۵ آذر: north عقب مانده."), "{}", home.html);
    assert!(home.has(&format!("action=\"{page}\"")) && home.has("کمتر از ۵ از ۴۰") && !home.has("پاییز <b>"));
    let few = ayeneh_text::ui::hidden_few_invited(Locale::Fa, 5_u32);
    assert!(home.has(&few) && home.has("popovertarget"), "a hidden unit says why");
    assert!(!home.has("از ۲۰") && !home.has("از ۳<"), "and no count of it is there");

    let program = api(&app, ctx, Right::ALL).await;
    assert_eq!(program["finding"], "Today, Thursday 26 November: north is behind.");
    assert_eq!((&program["waits"][0]["kind"], &program["waits"][0]["count"]), (&"behind".into(), &1.into()));
    let shown = program["running"][0]["units"].as_array().expect("a list");
    assert_eq!(shown.len(), 1, "what may not be shown looks like what is not there: {program}");
    assert_eq!(shown[0]["employee"]["invited"], 40);
    let narrow = api(&app, ctx, &[Right::Answer]).await;
    assert!(narrow["running"].as_array().is_some_and(Vec::is_empty) && narrow.get("installation").is_none());

    let done = hr.post(&page, &[("act", "remind")]).await.expect(303);
    let said = hr.get(&done.location).await.expect(200);
    assert!(said.has("در ساعت کاری بعد یادآوری می‌گیرد: ۷ آذر ۱۴۰۵، ساعت ۰۸:۰۰"), "{}", said.html);
    assert!(hr.get("/").await.expect(200).has("یادآوری رفته یا در راه است"));
    let stranger = app.signed_in(&organisation(&app.test.core, "hr@other.example").await).await;
    assert!(!stranger.get("/").await.expect(200).has("north"));
});

on_both!(a_manager_reads_the_gap_first_and_a_release_that_got_stuck_is_built, |app| {
    let ctx = &app.test.ctx;
    let unit = made::unit(ctx, "north", None).await;
    let wave = made::survey(ctx, Kind::Wave, "2026-11").await;
    for (side, score) in [(Side::Employee, 2), (Side::Customer, 4)] {
        let group = made::group(side, unit);
        made::seal(ctx, wave, &made::responses(&group, Kind::Wave, 30, |n, _| score + (n % 2) as u8)).await;
    }
    let hr = app.hr().await;
    assert!(hr.get("/").await.expect(200).has("value=\"release\""));
    hr.post(&format!("/surveys/{wave}"), &[("act", "release")]).await.expect(303);
    assert!(release::release(ctx, wave).await.is_err(), "it is built");
    let manager = app.signed_in(&app.person("m", Role::Manager, Some(unit)).await).await;
    let home = manager.get("/").await.expect(200);
    assert!(home.has("<h1>north: Employees are"), "{}", home.html);
    assert!(home.has(&format!("/results/{wave}?unit={unit}")) && home.has("id=\"team\""));
    manager.post(&format!("/surveys/{wave}"), &[("act", "release")]).await.expect(403);
});
