//! HTTP as an attacker or a careful integrator meets it: what cannot be read, what is too large, what comes from elsewhere.

use axum::{
    body::Body,
    http::{Request, header, request::Builder},
};
use ayeneh_core::testing::{self, OpenSurvey};
use ayeneh_domain::permission::{Right, Role};
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::{
    api::{Program, json_of},
    app::{App, Page, on_both},
};

/// The problem document of an answer, which must say what to change.
#[track_caller]
fn problem(page: &Page, status: u16) -> Value {
    assert_eq!((page.status, page.media_type.as_str()), (status, "application/problem+json"), "{}", page.html);
    let problem = json_of(page);
    assert_eq!(problem["status"], status);
    assert!(problem["detail"].as_str().is_some_and(|detail| detail.len() > 20), "{problem}");
    problem
}

/// A request to the API in English, with a token.
fn request(program: &Program<'_>, method: &str, path: &str) -> Builder {
    let token = program.token.as_deref().unwrap_or_default();
    Request::builder()
        .method(method)
        .uri(format!("/api/v1{path}"))
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .header(header::ACCEPT_LANGUAGE, "en")
}

on_both!(what_cannot_be_read_says_what_to_change, |app| {
    let program = Program::new(&app, &app.test.ctx, Right::ALL).await;
    let visitor = app.visitor();
    let page = visitor.send(request(&program, "GET", "/people/nobody"), Vec::new()).await;
    assert!(problem(&page, 404)["detail"].as_str().is_some_and(|detail| detail.contains("UUID")), "{}", page.html);
    let page = visitor.send(request(&program, "GET", "/people?limit=many"), Vec::new()).await;
    assert!(problem(&page, 422)["detail"].as_str().is_some_and(|detail| detail.contains("limit")), "{}", page.html);
    let json = |path| request(&program, "POST", path).header(header::CONTENT_TYPE, "application/json");
    for body in ["{", "{\"key\": 1}", "[]"] {
        problem(&visitor.send(json("/measures"), body.into()).await, 422);
    }
    problem(&visitor.send(request(&program, "POST", "/measures"), b"{}".to_vec()).await, 415);
    let page = visitor.send(request(&program, "PATCH", "/measures"), Vec::new()).await;
    problem(&page, 405);
    let allowed = page.headers[header::ALLOW].to_str().expect("text");
    assert!(allowed.contains("GET") && allowed.contains("POST"), "{allowed}");
    problem(&visitor.send(request(&program, "GET", "/nowhere"), Vec::new()).await, 404);
});

on_both!(who_is_refused_is_told_what_is_lacking, |app| {
    let nobody = Program { app: &app, token: None };
    let page = nobody.call("GET", "/people", None, None).await;
    problem(&page, 401);
    assert_eq!(page.headers[header::WWW_AUTHENTICATE], "Bearer");
    let forged = Program { app: &app, token: Some("ayn_forged".into()) };
    let page = forged.call("GET", "/people", None, None).await;
    problem(&page, 401);
    assert_eq!(page.headers[header::WWW_AUTHENTICATE], "Bearer error=\"invalid_token\"");
    let narrow = Program::new(&app, &app.test.ctx, &[Right::Answer]).await;
    let refused = problem(&narrow.call("GET", "/people", None, None).await, 403);
    assert!(refused["detail"].as_str().is_some_and(|detail| detail.contains("people_view")), "{refused}");
    let unit = testing::closed_survey::unit(&app.test.ctx, "north", None).await;
    let local = app.person("local", Role::Hr, Some(unit)).await;
    let local = Program::new(&app, &local, Right::ALL).await;
    let again = format!("/surveys/{}/deliveries/again", uuid());
    let page = local.app.visitor().send(request(&local, "POST", &again), Vec::new()).await;
    let refused = problem(&page, 403);
    let detail = refused["detail"].as_str().expect("text");
    assert!(detail.contains("surveys_manage") && detail.contains("whole organisation"), "{detail}");
});

fn uuid() -> &'static str {
    "00000000-0000-4000-8000-000000000000"
}

on_both!(a_body_is_no_larger_than_it_may_be, |app| {
    let survey = OpenSurvey::new(&app.test).await;
    let megabyte = "a".repeat(1024 * 1024);
    let page = app.visitor().post(&format!("/r/{}", survey.token), &[("comment", &megabyte)]).await;
    assert_eq!(page.status, 413);
    assert!(page.has("256") || page.has("۲۵۶"), "says how much");
    assert_eq!(app.visitor().post("/sign-in", &[("email", &megabyte)]).await.status, 413);
    let answer = json!({ "answers": { "comment": megabyte } }).to_string().into_bytes();
    let respond = |token: &str| {
        Request::post(format!("/api/v1/respond/{token}")).header(header::CONTENT_TYPE, "application/json")
    };
    problem(&app.visitor().send(respond(&survey.token), answer.clone()).await, 413);
    // A forged link is answered before the body is read: else the size would be what is wrong.
    problem(&app.visitor().send(respond("AAAAAAAAAAAAAAAAAAAAAA"), answer).await, 404);
    assert_eq!(app.visitor().post("/r/AAAAAAAAAAAAAAAAAAAAAA", &[("comment", &megabyte)]).await.status, 404);
    assert!(survey.sealed(&app.test).await.is_empty());

    let program = Program::new(&app, &app.test.ctx, Right::ALL).await;
    let large = json!({ "key": "x".repeat(1024 * 1024) });
    for key in [None, Some("large")] {
        problem(&program.call("POST", "/measures", key, Some(&large)).await, 413);
        let files = json!({ "files": [{ "name": "people.csv", "content": "A".repeat(1024 * 1024) }] });
        problem(&program.call("POST", "/import/people", key, Some(&files)).await, 422);
    }
    let hr = app.hr().await;
    assert_eq!(hr.post("/surveys/new/wave", &[("title_fa", &megabyte)]).await.status, 413);
    let rows = "x".repeat(1024 * 1024);
    assert_eq!(hr.upload("/people/import", &[], &[("files", "people.csv", rows.as_bytes())]).await.status, 422);
});

/// Sends a form as it is, without what the tests' browser adds.
async fn bare(app: &App, cookie: Option<&str>, headers: &[(&str, &str)]) -> u16 {
    let mut request = Request::post("/language").header(header::HOST, "localhost");
    if let Some(cookie) = cookie {
        request = request.header(header::COOKIE, cookie);
    }
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let request = request.body(Body::from("to=en&back=%2F")).expect("a request");
    app.router.clone().oneshot(request).await.expect("never fails").status().as_u16()
}

on_both!(a_form_with_a_session_says_where_it_comes_from, |app| {
    let session = format!("ayeneh={}", testing::session(&app.test.ctx).await.token);
    let session = Some(session.as_str());
    assert_eq!(bare(&app, session, &[]).await, 403, "says nothing");
    assert_eq!(bare(&app, session, &[("origin", "null")]).await, 403);
    assert_eq!(bare(&app, session, &[("origin", "https://elsewhere.example")]).await, 403);
    assert_eq!(bare(&app, session, &[("sec-fetch-site", "cross-site")]).await, 403);
    assert_eq!(bare(&app, session, &[("origin", "http://localhost")]).await, 303);
    assert_eq!(bare(&app, session, &[("sec-fetch-site", "same-origin")]).await, 303);
    assert_eq!(bare(&app, None, &[]).await, 303, "without a session there is nothing to steal");
    assert_eq!(bare(&app, Some("locale=en"), &[]).await, 303);
});
