//! The REST API through the router: every operation of its own description, tokens, keys, parts, tenants.

use axum::http::{Request, header};
use ayeneh_core::{Ctx, testing, tokens};
use ayeneh_domain::permission::Right;
use serde_json::{Value, json};

use crate::app::{App, Page, on_both};

/// A program with a token.
pub struct Program<'a> {
    pub app: &'a App,
    pub token: Option<String>,
}

impl<'a> Program<'a> {
    pub async fn new(app: &'a App, ctx: &Ctx, scopes: &[Right]) -> Self {
        let (_, token) = tokens::issue(ctx, "a test", scopes, None).await.expect("a token");
        Self { app, token: Some(token) }
    }

    pub async fn call(&self, method: &str, path: &str, key: Option<&str>, body: Option<&Value>) -> Page {
        let mut request = Request::builder().method(method).uri(format!("/api/v1{path}"));
        if let Some(token) = &self.token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        let body = body.map(|body| body.to_string().into_bytes());
        let request = request.header(header::CONTENT_TYPE, "application/json");
        self.app.visitor().send(request, body.unwrap_or_default()).await
    }
}

pub fn json_of(page: &Page) -> Value {
    serde_json::from_str(&page.html).unwrap_or_else(|error| panic!("{error}: {}", page.html))
}

/// Method and path of every operation, with a made-up identifier in its place, and whether it takes a token.
async fn operations(app: &App) -> Vec<(String, String, bool)> {
    let page = app.visitor().get("/api/v1/openapi.json").await.expect(200);
    let document = json_of(&page);
    assert!(document["openapi"].as_str().is_some_and(|version| version.starts_with("3.1")));
    let mut operations = Vec::new();
    for (path, item) in document["paths"].as_object().expect("paths") {
        for (method, operation) in item.as_object().expect("operations") {
            let parts = path.split('/').map(|part| match part.starts_with('{') {
                true => "00000000-0000-4000-8000-000000000000",
                false => part,
            });
            let path = parts.collect::<Vec<_>>().join("/");
            operations.push((method.to_uppercase(), path, operation["security"].to_string().contains("bearer")));
        }
    }
    operations
}

on_both!(every_operation_wants_a_token_and_fails_plainly, |app| {
    let nobody = Program { app: &app, token: None };
    let nothing_but_answering = Program::new(&app, &app.test.ctx, &[Right::Answer]).await;
    let everything = Program::new(&app, &app.test.ctx, Right::ALL).await;
    let operations = operations(&app).await;
    assert!(operations.len() > 25, "{operations:?}");
    let mut open = Vec::new();
    for (method, path, secured) in operations {
        let place = format!("{method} {path}");
        if secured {
            let page = nobody.call(&method, &path, None, Some(&json!({}))).await;
            assert_eq!((page.status, page.media_type.as_str()), (401, "application/problem+json"), "{place}");
            let page = nothing_but_answering.call(&method, &path, None, Some(&json!({}))).await;
            assert!([200, 400, 403, 404, 415, 422].contains(&page.status), "{place} {} {}", page.status, page.html);
            // These show as much as the token may see, were it nothing; choosing raters is of the right to answer.
            if page.status == 200 && !["/me", "/home", "/nominations"].contains(&path.as_str()) {
                open.push(place.clone());
            }
        }
        for body in [json!({}), json!([]), json!({"unknown": 1}), json!("text")] {
            let page = everything.call(&method, &path, None, Some(&body)).await;
            assert!(page.status < 500, "{place} {body} {}", page.html);
            assert!(page.status < 400 || page.media_type == "application/problem+json", "{place} {}", page.html);
        }
    }
    assert!(open.is_empty(), "answered without the right: {open:?}");
});

on_both!(a_repeat_with_the_same_key_does_nothing_new, |app| {
    let program = Program::new(&app, &app.test.ctx, Right::ALL).await;
    let measure = |key: &str| {
        json!({"key": key, "name": {"fa": "سنجه", "en": "Measure"}, "perspective": "financial", "direction": "up",
               "unit": {"fa": "٪", "en": "%"}, "decimals": 1, "aggregate": "mean"})
    };
    let first = program.call("POST", "/measures", Some("k1"), Some(&measure("margin_x"))).await.expect(201);
    let again = program.call("POST", "/measures", Some("k1"), Some(&measure("margin_x"))).await.expect(201);
    assert_eq!(json_of(&first)["id"], json_of(&again)["id"]);
    program.call("POST", "/measures", Some("k1"), Some(&measure("margin_y"))).await.expect(422);
    let without = program.call("POST", "/measures", None, Some(&measure("margin_x"))).await;
    assert_eq!(without.status, 422, "the same key of a measure twice is a problem by itself");
    let listed = json_of(&program.call("GET", "/measures", None, None).await.expect(200));
    let found =
        listed["items"].as_array().expect("a list").iter().filter(|measure| measure["key"] == "margin_x").count();
    assert_eq!(found, 1);
});

on_both!(a_long_list_comes_in_parts, |app| {
    for number in 0..5 {
        app.person(&format!("p{number}"), ayeneh_domain::permission::Role::Employee, None).await;
    }
    let program = Program::new(&app, &app.test.ctx, &[Right::PeopleView]).await;
    let (mut codes, mut after) = (Vec::new(), String::new());
    loop {
        let page = json_of(&program.call("GET", &format!("/people?limit=2{after}"), None, None).await.expect(200));
        let items = page["items"].as_array().expect("items");
        assert!(items.len() <= 2);
        codes.extend(items.iter().map(|item| item["code"].as_str().expect("a code").to_owned()));
        match page["next"].as_str() {
            Some(next) => after = format!("&after={next}"),
            None => break,
        }
    }
    assert_eq!(codes, ["founder", "p0", "p1", "p2", "p3", "p4"]);
    program.call("GET", "/people?limit=0", None, None).await.expect(422);
    program.call("GET", "/people?after=%21", None, None).await.expect(422);
});

on_both!(another_organisation_sees_nothing_of_it, |app| {
    let own = Program::new(&app, &app.test.ctx, Right::ALL).await;
    let person = app.person("p1", ayeneh_domain::permission::Role::Employee, None).await.person;
    own.call("GET", &format!("/people/{person}"), None, None).await.expect(200);
    let stranger = testing::organisation(&app.test.core, "hr@other.example").await;
    let stranger = Program::new(&app, &stranger, Right::ALL).await;
    stranger.call("GET", &format!("/people/{person}"), None, None).await.expect(404);
    let people = json_of(&stranger.call("GET", "/people", None, None).await.expect(200));
    assert_eq!(people["items"].as_array().map(Vec::len), Some(1));
});

on_both!(a_revoked_token_opens_nothing, |app| {
    let program = Program::new(&app, &app.test.ctx, Right::ALL).await;
    let listed = json_of(&program.call("GET", "/tokens", None, None).await.expect(200));
    let id = listed["items"][0]["id"].as_str().expect("an identifier").to_owned();
    program.call("DELETE", &format!("/tokens/{id}"), None, None).await.expect(204);
    program.call("GET", "/me", None, None).await.expect(401);
});

on_both!(files_are_looked_at_before_they_are_imported, |app| {
    use base64::{Engine, engine::general_purpose::STANDARD};
    let program = Program::new(&app, &app.test.ctx, Right::ALL).await;
    let file = |content: &str| json!({"files": [{"name": "people.csv", "content": STANDARD.encode(content)}]});
    let right =
        "code;name;email;unit;unit_name_en;level;tenure\r\n7;Sara Rad;sara@narvan.example;B;Bazaar;staff;1_to_3\r\n";
    let looked = json_of(&program.call("POST", "/import/people", None, Some(&file(right))).await.expect(200));
    assert_eq!((&looked["applied"], &looked["people"]["added"]), (&json!(false), &json!(1)), "{looked}");
    let people = json_of(&program.call("GET", "/people", None, None).await.expect(200));
    assert_eq!(people["items"].as_array().map(Vec::len), Some(1), "looking changes nothing");
    for (added, unchanged) in [(1, 0), (0, 1)] {
        let page = program.call("POST", "/import/people?apply=true", None, Some(&file(right))).await.expect(200);
        let done = json_of(&page);
        assert_eq!((&done["people"]["added"], &done["people"]["unchanged"]), (&json!(added), &json!(unchanged)));
    }
    let wrong = right.replace("sara@narvan.example", "سارا@narvan.example");
    let page = program.call("POST", "/import/people?apply=true", None, Some(&file(&wrong))).await.expect(422);
    assert_eq!(json_of(&page)["problems"][0]["row"], json!(2));
    let broken = json!({"files": [{"name": "people.csv", "content": "!"}]});
    program.call("POST", "/import/people", None, Some(&broken)).await.expect(422);
});

on_both!(a_program_changes_and_copies_drafts, |app| {
    let unit = ayeneh_core::testing::closed_survey::unit(&app.test.ctx, "north", None).await;
    ayeneh_core::testing::closed_survey::staff(&app.test.ctx, unit, 6).await;
    let program = Program::new(&app, &app.test.ctx, Right::ALL).await;
    let title = json!({"fa": "پاییز", "en": "Autumn"});
    let draft = json!({"kind": "assessment", "title": title, "period": "2026-11", "closes_on": "2026-12-01", "units": [unit.0]});
    let made = json_of(&program.call("POST", "/surveys", None, Some(&draft)).await.expect(201));
    let path = format!("/surveys/{}", made["id"].as_str().expect("an identifier"));
    let changed = json!({"title": title, "period": "2026-10", "closes_on": "2026-12-05", "units": [unit.0]});
    let survey = json_of(&program.call("PUT", &path, None, Some(&changed)).await.expect(200));
    assert_eq!((&survey["period"], &survey["closes_on"]), (&json!("2026-10"), &json!("2026-12-05")));
    let late = json!({"title": title, "period": "2026-10", "closes_on": "2020-12-05", "units": []});
    program.call("PUT", &path, None, Some(&late)).await.expect(422);
    program.call("POST", &format!("{path}/launch"), None, None).await.expect(200);
    program.call("PUT", &path, None, Some(&changed)).await.expect(409);
    let own = json!({"period": "2026-12", "closes_on": "2026-12-20"});
    let copy = json_of(&program.call("POST", &format!("{path}/copy"), None, Some(&own)).await.expect(201));
    let copy = json_of(
        &program.call("GET", &format!("/surveys/{}", copy["id"].as_str().expect("an identifier")), None, None).await,
    );
    assert_eq!(
        (&copy["state"], &copy["title"]["en"], &copy["period"]),
        (&json!("draft"), &json!("Autumn"), &json!("2026-12"))
    );
});

/// A wave among seven people, launched by a program: its path.
async fn launched(app: &App, program: &Program<'_>) -> String {
    let unit = ayeneh_core::testing::closed_survey::unit(&app.test.ctx, "north", None).await;
    ayeneh_core::testing::closed_survey::staff(&app.test.ctx, unit, 7).await;
    let draft = json!({"kind": "wave", "title": {"fa": "پاییز", "en": "Autumn"}, "period": "2026-11",
        "closes_on": "2026-12-01", "units": [unit.0]});
    let made = json_of(&program.call("POST", "/surveys", None, Some(&draft)).await.expect(201));
    let path = format!("/surveys/{}", made["id"].as_str().expect("an identifier"));
    let early = program.call("POST", &format!("{path}/release"), None, None).await.expect(409);
    let said = json_of(&early);
    assert!(said["detail"].as_str().is_some_and(|said| said.contains("پیش‌نویس")), "says what to do first: {said}");
    program.call("POST", &format!("{path}/launch"), None, None).await.expect(200);
    path
}

on_both!(a_program_takes_a_survey_through_everything_a_browser_can, |app| {
    let program = Program::new(&app, &app.test.ctx, Right::ALL).await;
    let path = launched(&app, &program).await;
    let moved = program.call("PUT", &format!("{path}/closing"), None, Some(&json!({"closes_on": "2026-12-10"}))).await;
    assert_eq!(json_of(&moved.expect(200))["closes_on"], "2026-12-10");
    let past = json!({"closes_on": "2020-01-01"});
    program.call("PUT", &format!("{path}/closing"), None, Some(&past)).await.expect(422);
    let none = json_of(&program.call("POST", &format!("{path}/remind"), None, None).await.expect(200));
    assert!(none["mails"] == 0 && none["why"].as_str().is_some_and(|why| !why.is_empty()), "{none}");
    app.test.clock.advance(13 * 3_600_000);
    let all = json_of(&program.call("POST", &format!("{path}/remind"), None, None).await.expect(200));
    assert!(all["mails"].as_u64() >= Some(7) && all.get("why").is_none(), "{all}");

    let mut tx = app.test.core.db.write().await.expect("a transaction");
    const REFUSE: &str = "UPDATE outbox SET state = 'refused' WHERE kind <> 'reminder'";
    ayeneh_core::on_engine!(&mut tx, |c| sqlx::query(REFUSE).execute(c).await.map(|_| ())).expect("refuses");
    tx.commit().await.expect("commits");
    let mails = json_of(&program.call("GET", &format!("{path}/deliveries"), None, None).await.expect(200));
    let again = json_of(&program.call("POST", &format!("{path}/deliveries/again"), None, None).await.expect(200));
    assert!(again["mails"].as_u64() >= Some(7) && again["mails"] == mails["refused"], "{again} {mails}");
    let nowhere = "/surveys/00000000-0000-4000-8000-000000000000/deliveries/again";
    program.call("POST", nowhere, None, None).await.expect(404);

    program.call("POST", &format!("{path}/close"), None, None).await.expect(204);
    program.call("PUT", &format!("{path}/closing"), None, Some(&json!({"closes_on": "2026-12-12"}))).await.expect(409);
});

on_both!(surveys_and_measures_come_in_parts, |app| {
    let program = Program::new(&app, &app.test.ctx, Right::ALL).await;
    for month in ["2026-09", "2026-10", "2026-11"] {
        ayeneh_core::testing::closed_survey::survey(&app.test.ctx, ayeneh_domain::survey::Kind::Wave, month).await;
    }
    for (list, key) in [("/surveys", "id"), ("/measures", "key")] {
        let whole = json_of(&program.call("GET", &format!("{list}?limit=500"), None, None).await.expect(200));
        let key_of = |item: &Value| item[key].as_str().expect("a key").to_owned();
        let all: Vec<String> = whole["items"].as_array().expect("items").iter().map(key_of).collect();
        assert!(all.len() >= 3 && whole.get("next").is_none(), "{list}: {all:?}");
        let (mut parts, mut after) = (Vec::new(), String::new());
        loop {
            let page = program.call("GET", &format!("{list}?limit=2{after}"), None, None).await.expect(200);
            let page = json_of(&page);
            let items = page["items"].as_array().expect("items");
            assert!(items.len() <= 2);
            parts.extend(items.iter().map(key_of));
            match page["next"].as_str() {
                Some(next) => after = format!("&after={next}"),
                None => break,
            }
        }
        assert_eq!(parts, all, "{list}");
    }
});
