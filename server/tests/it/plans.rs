//! Development plans through the router, as pages and by a program.

use ayeneh_core::Ctx;
use ayeneh_domain::permission::{Right, Role};
use serde_json::{Value, json};

use crate::{
    api::{Program, json_of},
    app::{App, Browser, on_both},
    cycles::{answer, cycle, id, report},
};

/// A cycle about `e1` whose report is open: its address, the subject and the manager.
pub async fn opened(app: &App, hr: &Browser) -> (String, Ctx, Ctx) {
    let manager = app.person("m1", Role::Employee, None).await;
    let subject = report(app, "e1", &manager).await;
    for code in ["e2", "e3", "e4"] {
        report(app, code, &manager).await;
    }
    let page = cycle(hr, "e1").await;
    hr.post(&page, &[("act", "launch")]).await.expect(303);
    let links = hr.get(&format!("{page}/links")).await.expect(200);
    for (place, _) in links.html.match_indices("/r/") {
        answer(app, &links.html[place + 3..place + 25]).await;
    }
    hr.post(&page, &[("act", "close")]).await.expect(303);
    let cycle = format!("/cycles/{}", id(&page));
    hr.post(&format!("{cycle}/reports"), &[("person", "")]).await.expect(303);
    (cycle, subject, manager)
}

on_both!(a_plan_is_made_and_followed, |app| {
    let hr = app.hr().await;
    let (cycle, subject, manager) = opened(&app, &hr).await;
    let (own, lead) = (app.signed_in(&subject).await, app.signed_in(&manager).await);
    let plan = format!("{cycle}/reports/{}/plan", subject.person);
    assert!(own.get("/report").await.expect(200).has(&plan), "the report leads there");
    assert!(own.get("/plans").await.expect(200).has(&plan));
    let shown = own.get(&plan).await.expect(200);
    let (_, rest) = shown.html.split_once("name=\"behaviour\" value=\"").expect("something to choose");
    let behaviour = rest.split_once('"').expect("a key").0.to_owned();
    let refused = own.post(&plan, &[("behaviour", "x"), ("aim", "<b>زودتر")]).await.expect(422);
    assert!(refused.has("id=\"behaviour-error\"") && refused.has("value=\"&lt;b&gt;زودتر\""));
    let chosen = own.post(&plan, &[("behaviour", &behaviour), ("aim", "<b>زودتر")]).await.expect(303);
    let goal = chosen.location.split('?').next().expect("an address").to_owned();
    let shown = own.get(&chosen.location).await.expect(200);
    assert!(shown.has("role=\"status\"") && shown.has("&lt;b&gt;زودتر"));

    let wrong = [("act", "action"), ("body", "<i>کتاب"), ("kind", "training"), ("due_on", "۱۴۰۵/۱۳/۰۱")];
    let refused = own.post(&goal, &wrong).await.expect(422);
    assert!(refused.has("id=\"due_on-error\"") && refused.has("value=\"&lt;i&gt;کتاب\""));
    assert!(refused.has("value=\"۱۴۰۵/۱۳/۰۱\"") && refused.has("value=\"training\" selected"));
    let right = [("act", "action"), ("body", "<i>کتاب"), ("kind", "training"), ("due_on", "۱۴۰۵/۱۰/۰۱")];
    own.post(&goal, &right).await.expect(303);
    let shown = own.get(&goal).await.expect(200);
    assert!(shown.has("&lt;i&gt;کتاب") && shown.has("name=\"did\""));
    let (_, rest) = shown.html.split_once("name=\"did\" value=\"").expect("an action");
    let action = rest[..36].to_owned();
    let did = own.post(&goal, &[("did", &action)]).await.expect(303);
    assert!(own.get(&did.location).await.expect(200).has("name=\"undid\""));
    own.post(&goal, &[("undid", &action)]).await.expect(303);

    let shown = lead.get(&goal).await.expect(200);
    assert!(!shown.has("name=\"did\"") && shown.has("value=\"check_in\""), "the manager sees and comments");
    let with = manager.person.to_string();
    let word = [("act", "check_in"), ("with", &with), ("progress", "some"), ("note", "<b>یک</b>\r\nدو")];
    lead.post(&goal, &word).await.expect(303);
    lead.post(&goal, &[("act", "check_in"), ("with", &with), ("progress", "x")]).await.expect(422);
    lead.post(&goal, &[("act", "check_in"), ("progress", "some"), ("note", "برای که؟")]).await.expect(409);
    lead.post(&goal, &[("act", "done")]).await.expect(404);
    assert!(own.get(&goal).await.expect(200).has("&lt;b&gt;یک&lt;/b&gt;"));
    assert!(lead.get("/plans").await.expect(200).has(&plan));

    let why = own.post(&goal, &[("act", "drop"), ("reason", "")]).await.expect(422);
    assert!(why.has("id=\"reason-error\""));
    own.post(&goal, &[("act", "remove")]).await.expect(409);
    own.post(&goal, &[("act", "drop"), ("reason", "کار <b>دیگری")]).await.expect(303);
    assert!(own.get(&goal).await.expect(200).has("کار &lt;b&gt;دیگری"));
    own.post(&goal, &[("act", "open")]).await.expect(303);
    let done = own.post(&goal, &[("act", "done")]).await.expect(303);
    assert!(own.get(&done.location).await.expect(200).has("role=\"status\""));
    own.post(&goal, &[("act", "open")]).await.expect(303);
    own.post(&goal, &[("took_off", &action)]).await.expect(303);
    own.post(&goal, &[("act", "x")]).await.expect(422);

    // HR sees how many there are once it tells of nobody, and nothing else.
    assert!(hr.get(&format!("{cycle}/reports")).await.expect(200).has("شمار برنامه‌های رشد"));
    for path in [&plan, &goal] {
        hr.get(path).await.expect(404);
        hr.post(path, &[("act", "done")]).await.expect(404);
    }
    assert!(!hr.get(&format!("{cycle}/reports/{}", subject.person)).await.expect(200).has("/plan\""));
    own.get(&format!("{plan}/{}", subject.person)).await.expect(404);
    let second = own.post(&plan, &[("behaviour", &behaviour)]).await.expect(422);
    assert!(second.has("id=\"behaviour-error\""), "it is a goal already");
});

on_both!(a_goal_chosen_by_mistake_is_removed, |app| {
    let hr = app.hr().await;
    let (cycle, subject, _) = opened(&app, &hr).await;
    let own = app.signed_in(&subject).await;
    let plan = format!("{cycle}/reports/{}/plan", subject.person);
    let shown = own.get(&plan).await.expect(200);
    let (_, rest) = shown.html.split_once("name=\"behaviour\" value=\"").expect("something to choose");
    let behaviour = rest.split_once('"').expect("a key").0.to_owned();
    let chosen = own.post(&plan, &[("behaviour", &behaviour), ("aim", "")]).await.expect(303);
    let goal = chosen.location.split('?').next().expect("an address").to_owned();
    let gone = own.post(&goal, &[("act", "remove")]).await.expect(303);
    assert!(own.get(&gone.location).await.expect(200).has("role=\"status\""));
    own.get(&goal).await.expect(404);
});

on_both!(a_program_keeps_a_plan_as_the_pages_do, |app| {
    let hr = app.hr().await;
    let (cycle, subject, manager) = opened(&app, &hr).await;
    let rights = |ctx: &Ctx| Right::ALL.iter().copied().filter(|right| ctx.may(*right)).collect::<Vec<_>>();
    let own = Program::new(&app, &subject, &rights(&subject)).await;
    let lead = Program::new(&app, &manager, &rights(&manager)).await;
    let office = Program::new(&app, &app.test.ctx, &rights(&app.test.ctx)).await;
    let plan = format!("{cycle}/reports/{}/plan", subject.person);

    let found = get(&own, &plan).await;
    assert_eq!(
        (found["own"].as_bool(), found["with"].as_str()),
        (Some(true), Some(manager.person.to_string().as_str()))
    );
    let behaviour = found["offered"][0]["key"].clone();
    send(&own, "POST", &format!("{plan}/goals"), &json!({"behaviour": "x"}), 422).await;
    let made =
        send(&own, "POST", &format!("{plan}/goals"), &json!({"behaviour": behaviour, "aim": "زودتر"}), 201).await;
    let goal = format!("{plan}/goals/{}", made["id"].as_str().expect("an identifier"));
    let step = json!({"kind": "action", "body": "تماس", "due_on": "۱۴۰۵/۱۰/۰۱"});
    let made = send(&own, "POST", &format!("{goal}/actions"), &step, 201).await;
    let action = format!("{goal}/actions/{}", made["id"].as_str().expect("an identifier"));
    send(&own, "POST", &format!("{goal}/actions"), &json!({"kind": "action", "body": "", "due_on": "x"}), 422).await;
    send(&own, "PUT", &action, &json!({"done": true}), 204).await;
    let word = json!({"with": manager.person, "progress": "some", "note": "میان\nما"});
    send(&lead, "POST", &format!("{goal}/check-ins"), &word, 204).await;
    send(&lead, "POST", &format!("{goal}/check-ins"), &json!({"progress": "some"}), 409).await;
    send(&lead, "PUT", &goal, &json!({"state": "done"}), 404).await;
    let shown = get(&own, &plan).await;
    let one = &shown["goals"][0];
    assert_eq!((one["progress"].as_str(), one["state"].as_str()), (Some("some"), Some("open")));
    assert_eq!(
        (one["actions"][0]["due_on"].as_str(), one["check_ins"][0]["note"].as_str()),
        (Some("2026-12-22"), Some("میان\nما"))
    );
    send(&own, "DELETE", &action, &Value::Null, 204).await;
    send(&own, "DELETE", &goal, &Value::Null, 409).await;
    send(&own, "PUT", &goal, &json!({"state": "dropped"}), 422).await;
    send(&own, "PUT", &goal, &json!({"state": "dropped", "reason": "دیگر لازم نیست"}), 204).await;
    send(&own, "PUT", &goal, &json!({"state": "done"}), 409).await;

    assert_eq!(get(&lead, "/plans").await[0]["goals"], 1);
    assert_eq!(get(&office, &format!("{cycle}/plans")).await, json!({"reports": 1}));
    send(&office, "GET", &plan, &Value::Null, 404).await;
    send(&own, "GET", &format!("{cycle}/plans"), &Value::Null, 403).await;
    let report = get(&own, &format!("{cycle}/reports/{}", subject.person)).await;
    assert!(report.get("before").is_none(), "it is the first");
});

async fn get(program: &Program<'_>, path: &str) -> Value {
    send(program, "GET", path, &Value::Null, 200).await
}

async fn send(program: &Program<'_>, method: &str, path: &str, body: &Value, status: u16) -> Value {
    let body = (!body.is_null()).then_some(body);
    let page = program.call(method, path, None, body).await.expect(status);
    if page.html.is_empty() { Value::Null } else { json_of(&page) }
}
