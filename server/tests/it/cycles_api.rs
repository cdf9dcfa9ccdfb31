//! A review cycle by a program: settings, phases, lists, declining, talks; with the tokens of HR, subject and manager.

use ayeneh_core::Ctx;
use ayeneh_domain::permission::{Right, Role};
use serde_json::{Value, json};

use crate::{
    api::{Program, json_of},
    app::{App, on_both},
    cycles::{answer, cycle, id, report},
};

on_both!(a_program_runs_a_cycle_as_the_pages_do, |app| {
    let hr = app.hr().await;
    let manager = app.person("m1", Role::Employee, None).await;
    let subject = report(&app, "e1", &manager).await;
    for code in ["e2", "e3"] {
        report(&app, code, &manager).await;
    }
    let page = cycle(&hr, "e1").await;
    let cycle = format!("/cycles/{}", id(&page));
    let api = Api::of(&app, &app.test.ctx).await;
    let (as_subject, as_manager) = (Api::of(&app, &subject).await, Api::of(&app, &manager).await);

    let shown = api.get(&cycle).await;
    assert_eq!((shown["phase"].as_str(), shown["subjects"].as_u64()), (Some("draft"), Some(1)));
    let wrong = json!({"limits": {"self": {"least": 1, "most": 1}}, "most_reviews": 8, "gate": "manager", "nominate_until": null});
    api.send("PUT", &format!("{cycle}/settings"), &wrong, 422).await;
    let right = json!({"limits": {"peer": {"least": 1, "most": 2}, "supplier": {"least": 0, "most": 0}}, "most_reviews": 8,
        "gate": "manager", "nominate_until": "2026-12-01"});
    assert_eq!(api.send("PUT", &format!("{cycle}/settings"), &right, 200).await["settings"]["gate"], "manager");
    api.send("POST", &format!("{cycle}/moves"), &json!({"move": "archive"}), 409).await;
    api.send("POST", &format!("{cycle}/moves"), &json!({"move": "x"}), 422).await;
    let moved = api.send("POST", &format!("{cycle}/moves"), &json!({"move": "ask_for_nominations"}), 200).await;
    assert_eq!((moved["phase"].as_str(), moved["mails"].as_u64()), (Some("nominating"), Some(1)));

    let waits = as_subject.get("/nominations").await;
    assert_eq!((waits[0]["kind"].as_str(), waits[0]["due"].as_bool()), (Some("choose"), Some(true)));
    let list = format!("{cycle}/nominations/{}", subject.person);
    let shown = as_subject.get(&list).await;
    let peer = shown["chosen"].as_array().expect("raters").iter().find(|one| one["relationship"] == "peer");
    let peer = peer.expect("a peer")["invitation"].as_str().expect("an identifier").to_owned();
    as_subject.send("DELETE", &format!("{list}/raters/{peer}"), &json!(null), 204).await;
    let there = as_subject.get(&list).await["suggestions"][0]["person"].clone();
    as_subject.send("POST", &format!("{list}/raters"), &json!({"person": there}), 204).await;
    as_subject.send("POST", &format!("{list}/raters"), &json!({}), 422).await;
    as_subject.send("POST", &format!("{cycle}/nominations/send"), &json!(null), 204).await;
    as_manager.send("POST", &format!("{list}/return"), &json!({"note": "یکی کم است"}), 204).await;
    assert_eq!(as_subject.get(&list).await["note"], "یکی کم است");
    as_subject.send("POST", &format!("{cycle}/nominations/send"), &json!(null), 204).await;
    as_manager.send("POST", &format!("{list}/approval"), &json!(null), 204).await;
    as_subject.send("POST", &format!("{list}/approval"), &json!(null), 409).await;
    api.send("POST", &format!("{cycle}/moves"), &json!({"move": "ask_for_approvals"}), 200).await;
    assert_eq!(api.send("POST", &format!("{cycle}/moves"), &json!({"move": "launch"}), 200).await["phase"], "rating");

    let links = hr.get(&format!("{page}/links")).await.expect(200);
    let tokens: Vec<String> =
        links.html.match_indices("/r/").map(|(place, _)| links.html[place + 3..place + 25].to_owned()).collect();
    let (_, rest) = links.html.split_once("کارمند m1").expect("the manager is invited");
    let token = rest.split_once("/r/").expect("a link").1[..22].to_owned();
    api.send("POST", &format!("/respond/{token}/decline"), &json!({"reason": "no_time"}), 204).await;
    assert_eq!(api.get(&format!("/respond/{token}")).await["state"], "declined");
    assert_eq!(api.get(&format!("{cycle}/declined")).await["items"][0]["reason"], "no_time");
    api.send("DELETE", &format!("/respond/{token}/decline"), &json!(null), 204).await;
    for token in &tokens {
        answer(&app, token).await;
    }
    api.send("POST", &format!("{cycle}/moves"), &json!({"move": "close"}), 200).await;
    assert_eq!(api.get(&cycle).await["phase"], "debriefing");

    let talk = format!("{cycle}/reports/{}/talk", subject.person);
    as_manager.send("PUT", &talk, &json!({"with": manager.person, "note": "میان\nما"}), 204).await;
    as_subject.send("PUT", &talk, &json!({"with": manager.person, "note": "x"}), 404).await;
    api.send("PUT", &talk, &json!({"with": manager.person, "note": "x"}), 404).await;
    as_manager.send("POST", &format!("{cycle}/reports/{}/opening", subject.person), &json!(null), 204).await;
    assert_eq!(as_subject.get(&talk).await["theirs"], "میان\nما");
    as_subject.send("POST", &format!("{cycle}/reports/own/reading"), &json!(null), 204).await;
    assert!(as_manager.get(&talk).await["acknowledged_on"].is_string());
});

/// A program with all that somebody may do.
struct Api<'a>(Program<'a>);

impl<'a> Api<'a> {
    async fn of(app: &'a App, ctx: &Ctx) -> Self {
        let rights: Vec<Right> = Right::ALL.iter().copied().filter(|right| ctx.may(*right)).collect();
        Self(Program::new(app, ctx, &rights).await)
    }

    async fn get(&self, path: &str) -> Value {
        self.send("GET", path, &Value::Null, 200).await
    }

    async fn send(&self, method: &str, path: &str, body: &Value, status: u16) -> Value {
        let body = (!body.is_null()).then_some(body);
        let page = self.0.call(method, path, None, body).await.expect(status);
        if page.html.is_empty() { Value::Null } else { json_of(&page) }
    }
}
