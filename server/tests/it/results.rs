//! Results through the router: pages, file and API say the same, and nothing to who may not see it.

use axum::http::{Request, header};
use ayeneh_core::{Ctx, release, testing::closed_survey as made, tokens};
use ayeneh_domain::{
    answer::Group,
    bilingual::Locale,
    ids::{PersonId, SurveyId, UnitId},
    people::Level,
    permission::{Right, Role},
    questionnaire::Side,
    relationship::Relationship,
    survey::Kind,
};

use crate::app::{App, on_both};

/// A released wave: North with thirty people a side, two tiny units with three employees each.
async fn wave(app: &App) -> (SurveyId, UnitId, UnitId) {
    let ctx = &app.test.ctx;
    let survey_units = [("north", 30), ("tiny-a", 3), ("tiny-b", 3)];
    let mut units = Vec::new();
    for (code, _) in survey_units {
        units.push(made::unit(ctx, code, None).await);
    }
    let survey = made::survey(ctx, Kind::Wave, "2026-11").await;
    for (unit, (_, employees)) in units.iter().zip(survey_units) {
        let score = |person: u32, item: &str| 2 + u8::from(item.starts_with("speed")) + (person % 2) as u8;
        let inside = made::group(Side::Employee, *unit);
        made::seal(ctx, survey, &made::responses(&inside, Kind::Wave, employees, score)).await;
        let outside = made::group(Side::Customer, *unit);
        made::seal(ctx, survey, &made::responses(&outside, Kind::Wave, 30, |person, _| 4 + (person % 2) as u8)).await;
    }
    release::release(ctx, survey).await.expect("releases");
    (survey, units[0], units[1])
}

async fn api(app: &App, ctx: &Ctx, path: &str) -> (u16, String) {
    let (_, token) =
        tokens::issue(ctx, "test", &[Right::ResultsView, Right::ReportsView], None).await.expect("a token");
    let request = Request::get(path).header(header::AUTHORIZATION, format!("Bearer {token}"));
    let page = app.visitor().send(request, Vec::new()).await;
    (page.status, page.html)
}

on_both!(pages_file_and_api_say_why_something_is_hidden, |app| {
    let (survey, _, tiny) = wave(&app).await;
    let hr = app.hr().await;
    let few = ayeneh_text::ui::hidden_few(Locale::Fa, 5_u32);
    let list = hr.get("/results").await.expect(200);
    assert!(list.has(&format!("/results/{survey}")) && list.has("۳۰ آبان ۱۴۰۵"));
    let whole = hr.get(&format!("/results/{survey}")).await.expect(200);
    assert!(whole.has("tiny-a") && whole.has(&few), "{}", whole.html);
    assert!(whole.has("popovertarget"), "a hidden cell opens its reason");
    let page = hr.get(&format!("/results/{survey}?unit={tiny}")).await.expect(200);
    assert!(page.has(&few), "{}", page.html);
    assert_eq!(
        page.html.matches("class=\"quote\"").count(),
        30,
        "what customers wrote, and nothing of the three employees"
    );
    let file = hr.get(&format!("/results/{survey}/cells?unit={tiny}")).await.expect(200);
    assert!(file.media_type.starts_with("text/csv") && file.has(&few));
    let (status, body) =
        api(&app, &app.test.ctx, &format!("/api/v1/surveys/{survey}/release/cells?unit={tiny}&topic=speed")).await;
    assert_eq!(status, 200, "{body}");
    let cells: serde_json::Value = serde_json::from_str(&body).expect("JSON");
    let hidden =
        cells["items"].as_array().expect("items").iter().find(|cell| cell["side"] == "employee").expect("a cell");
    assert_eq!((&hidden["shown"], &hidden["hidden"]["why"]), (&"hidden".into(), &"too_few".into()));
    assert!(hidden.get("n").is_none() && hidden.get("value").is_none());
    let (status, body) = api(&app, &app.test.ctx, &format!("/api/v1/surveys/{survey}/release")).await;
    assert!(status == 200 && body.contains("\"version\":1"), "{body}");
});

on_both!(the_parts_of_the_cells_are_the_whole, |app| {
    let (survey, north, _) = wave(&app).await;
    let mut path = format!("/api/v1/surveys/{survey}/release/cells?unit={north}&limit=37");
    let mut seen = Vec::new();
    loop {
        let (status, body) = api(&app, &app.test.ctx, &path).await;
        assert_eq!(status, 200, "{body}");
        let page: serde_json::Value = serde_json::from_str(&body).expect("JSON");
        seen.extend(page["items"].as_array().expect("items").iter().map(|cell| cell["position"].as_u64()));
        let Some(next) = page["next"].as_str() else { break };
        path = format!("/api/v1/surveys/{survey}/release/cells?unit={north}&limit=37&after={next}");
    }
    let whole: Vec<_> = (0..seen.len() as u64).map(Some).collect();
    assert!(seen.len() > 37 && seen == whole);
});

on_both!(who_may_not_see_a_result_finds_nothing, |app| {
    let (survey, north, tiny) = wave(&app).await;
    let manager = app.person("m", Role::Manager, Some(tiny)).await;
    let browser = app.signed_in(&manager).await;
    browser.get(&format!("/results/{survey}")).await.expect(200);
    for path in [format!("/results/{survey}?unit={north}"), format!("/results/{survey}/cells?unit={north}")] {
        browser.get(&path).await.expect(404);
    }
    let (status, _) = api(&app, &manager, &format!("/api/v1/surveys/{survey}/release/cells?unit={north}")).await;
    assert_eq!(status, 404);
    let employee = app.signed_in(&app.person("e", Role::Employee, None).await).await;
    for path in ["/results".to_owned(), format!("/results/{survey}"), format!("/results/{survey}/cells")] {
        employee.get(&path).await.expect(403);
    }
    let foreign = ayeneh_core::testing::organisation(&app.test.core, "hr@other.example").await;
    let stranger = app.signed_in(&foreign).await;
    stranger.get(&format!("/results/{survey}")).await.expect(404);
    let (status, _) = api(&app, &foreign, &format!("/api/v1/surveys/{survey}/release")).await;
    assert_eq!(status, 404);
});

/// A released cycle about one subject with self and four peers.
async fn cycle(app: &App) -> (SurveyId, PersonId, Ctx) {
    let ctx = &app.test.ctx;
    let unit = made::unit(ctx, "north", None).await;
    let subject = app.person("s", Role::Employee, Some(unit)).await;
    let survey = made::survey(ctx, Kind::Cycle, "2026-11").await;
    made::subject(ctx, survey, subject.person, unit).await;
    for (relationship, raters, score) in [(Relationship::Self_, 1, 5), (Relationship::Peer, 4, 2)] {
        let (who, relationship) = (Some(subject.person), Some(relationship));
        let group = Group { subject: who, relationship, ..made::group(Side::Employee, unit) };
        let answers = made::responses(&group, Kind::Cycle, raters, |person, _| score + (person % 2) as u8);
        made::seal(ctx, survey, &answers).await;
    }
    release::release(ctx, survey).await.expect("releases");
    (survey, subject.person, subject)
}

on_both!(hr_opens_the_gate_and_the_subject_reads, |app| {
    let (cycle, person, subject) = cycle(&app).await;
    let (hr, subject) = (app.hr().await, app.signed_in(&subject).await);
    let path = format!("/cycles/{cycle}/reports/{person}");
    subject.get(&path).await.expect(404);
    assert!(subject.get("/report").await.expect(200).has("No report of yours yet."));
    subject.get(&format!("/cycles/{cycle}/reports")).await.expect(403);
    let list = hr.get(&format!("/cycles/{cycle}/reports")).await.expect(200);
    assert!(list.has(&path) && list.has("آمادهٔ انتشار"));
    hr.get(&path).await.expect(200);
    let released = hr.post(&format!("/cycles/{cycle}/reports"), &[("person", &person.to_string())]).await;
    assert_eq!(released.expect(303).location, format!("/cycles/{cycle}/reports"));
    let report = subject.get(&path).await.expect(200);
    assert!(report.has("Listening to customers") && report.has("blind spot") | report.has("Blind spot"));
    assert!(subject.get("/report").await.expect(200).has("Listening to customers"));
    let (status, body) = api(&app, &app.test.ctx, &format!("/api/v1/cycles/{cycle}/reports/{person}")).await;
    assert!(status == 200 && body.contains("\"blind_spot\":true"), "{body}");
    let stranger = app.signed_in(&ayeneh_core::testing::organisation(&app.test.core, "hr@other.example").await).await;
    stranger.get(&path).await.expect(404);
});

on_both!(an_assessment_says_the_same_on_its_page_and_to_programs, |app| {
    let ctx = &app.test.ctx;
    let unit = made::unit(ctx, "north", None).await;
    for (kind, questions) in [(Kind::Assessment, 20), (Kind::Recovery, 8)] {
        let survey = made::survey(ctx, kind, "2026-11").await;
        let group = Group { level: Some(Level::Staff), ..made::group(Side::Employee, unit) };
        made::seal(ctx, survey, &made::responses(&group, kind, 30, |person, _| (person % 2) as u8)).await;
        release::release(ctx, survey).await.expect("releases");
        let page = app.hr().await.get(&format!("/results/{survey}")).await.expect(200);
        let step = ayeneh_text::maturity::more_steps(Locale::Fa, 1_usize);
        assert!(page.html.matches("class=\"measured\"").count() == questions && page.html.contains("<details>"));
        assert!(page.has(&step) || page.has(&ayeneh_text::maturity::more_steps(Locale::Fa, 2_usize)));
        assert_eq!(page.html.matches("class=\"quote\"").count(), 30 * questions);
        let (status, body) = api(&app, ctx, &format!("/api/v1/surveys/{survey}/assessment")).await;
        let body: serde_json::Value = serde_json::from_str(&body).expect("is JSON");
        assert_eq!((status, body["kind"].as_str()), (200, Some(kind.key())));
        let asked = |domain: &serde_json::Value| domain["questions"].as_array().map_or(0, Vec::len);
        assert_eq!(body["domains"].as_array().expect("domains").iter().map(asked).sum::<usize>(), questions);
        let first = &body["domains"][0]["questions"][0];
        assert_eq!(first["claim"], "no");
        assert_eq!(first["evidence"]["texts"].as_array().map(Vec::len), Some(30));
        assert!(first["measured"]["said"].is_string() && first["next_steps"][0]["fa"].is_string());
        let manager = app.person(kind.key(), Role::Manager, Some(unit)).await;
        let (status, _) = api(&app, &manager, &format!("/api/v1/surveys/{survey}/assessment")).await;
        assert_eq!(status, 404, "a part of the organisation is not enough");
    }
});
