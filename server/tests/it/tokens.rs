//! Tokens of programs through the router: made on a page and shown once, revoked, and never growing.

use ayeneh_core::tokens;
use ayeneh_domain::permission::{Right, Role};
use serde_json::json;

use crate::{
    api::{Program, json_of},
    app::{Page, on_both},
};

/// The token that a page shows.
fn shown(page: &Page) -> String {
    page.html.split("ayn_").nth(1).map(|rest| format!("ayn_{}", &rest[..22])).expect("a token")
}

on_both!(a_token_is_made_shown_once_and_revoked, |app| {
    let hr = app.hr().await;
    assert!(hr.get("/people").await.expect(200).has("href=\"/tokens\""));
    let empty = hr.post("/tokens", &[("name", ""), ("days", "30")]).await.expect(422);
    assert!(empty.has("id=\"name-error\""));
    let none = hr.post("/tokens", &[("name", "nightly"), ("days", "30")]).await.expect(422);
    assert!(none.has("id=\"scopes-error\"") && none.has("value=\"nightly\""));
    let form = [("name", "nightly"), ("scopes", "people_view"), ("scopes", "answer"), ("days", "30")];
    let made = hr.post("/tokens", &form).await.expect(200);
    let token = shown(&made);
    let list = hr.get("/tokens").await.expect(200);
    assert!(list.has("nightly") && !list.has(&token), "it is shown once");

    let program = Program { token: Some(token), ..Program::new(&app, &app.test.ctx, &[Right::Answer]).await };
    let me = json_of(&program.call("GET", "/me", None, None).await.expect(200));
    assert_eq!(me["rights"], json!(["people_view", "answer"]));
    let id = tokens::list(&app.test.ctx).await.expect("lists")[0].id;
    app.test.clock.advance(31 * 24 * 3_600_000);
    program.call("GET", "/me", None, None).await.expect(401);
    let hr = app.hr().await;
    hr.post(&format!("/tokens/{id}/revoke"), &[]).await.expect(303);
    assert!(!hr.get("/tokens").await.expect(200).has("nightly"));
    hr.post(&format!("/tokens/{id}/revoke"), &[]).await.expect(404);
});

on_both!(a_token_makes_none_that_may_more_or_lasts_longer, |app| {
    let administrator = app.person("admin", Role::Administrator, None).await;
    let page = app.signed_in(&administrator).await;
    assert!(!page.get("/tokens").await.expect(200).has("value=\"results_view\""), "only own rights are offered");
    page.post("/tokens", &[("name", "x"), ("scopes", "results_view")]).await.expect(422);

    let small = Program::new(&app, &app.test.ctx, &[Right::Administer]).await;
    let wanted = |scope: &str, end: Option<i64>| json!({"name": "x", "scopes": [scope], "expires_at": end});
    small.call("POST", "/tokens", None, Some(&wanted("results_view", None))).await.expect(422);
    small.call("POST", "/tokens", None, Some(&wanted("administer", None))).await.expect(201);
    let now = app.test.core.now_ms();
    small.call("POST", "/tokens", None, Some(&wanted("administer", Some(now)))).await.expect(422);

    let made = small.call("POST", "/tokens", None, Some(&wanted("administer", Some(now + 1000)))).await.expect(201);
    let token = json_of(&made)["token"].as_str().expect("a token").to_owned();
    let brief = Program { token: Some(token), ..small };
    brief.call("POST", "/tokens", None, Some(&wanted("administer", None))).await.expect(422);
    brief.call("POST", "/tokens", None, Some(&wanted("administer", Some(now + 1001)))).await.expect(422);
    brief.call("POST", "/tokens", None, Some(&wanted("administer", Some(now + 1000)))).await.expect(201);
});
