//! Thanks through the router: the form, what everybody reads, hiding, and the same for programs.

use axum::http::{Request, header};
use ayeneh_core::tokens;
use ayeneh_domain::permission::{Right, Role};
use serde_json::{Value, json};

use crate::app::on_both;

on_both!(thanks_go_from_the_form_to_the_persons_page_and_can_be_hidden, |app| {
    let writer = app.signed_in(&app.person("w1", Role::Employee, None).await).await;
    let thanked = app.person("t1", Role::Employee, None).await;
    let form = writer.get("/thanks/new?to=t1").await.expect(200);
    assert!(form.html.contains("value=\"t1\"") && form.has("never counted for pay"));
    let wrong = writer.post("/thanks/new", &[("to", "t1"), ("words", "Thanks a lot")]).await.expect(422);
    assert!(wrong.has("Thanks a lot") && wrong.has("value=\"t1\""), "what was typed stays");
    let good =
        [("to", "t1@narvan.example"), ("behaviour", "listen.1"), ("words", "Thanks <i>"), ("audience", "company")];
    writer.post("/thanks/new", &good).await.expect(303);
    let list = writer.get("/thanks?done=given").await.expect(200);
    assert!(list.has("Thanks &lt;i") && !list.has("Thanks <i>") && !list.has("/hide\""));
    let page = format!("/thanks/to/{}", thanked.person);
    assert!(writer.get(&page).await.expect(200).has("Thanks &lt;i"));
    let hr = app.hr().await;
    assert!(
        hr.get(&format!("/people/{}", thanked.person)).await.expect(200).has("Thanks &lt;i"),
        "on the person's page"
    );
    let shown = hr.get("/thanks").await.expect(200).html;
    let (before, _) = shown.split_once("/hide\"").expect("a way to hide");
    let address = format!("/thanks/{}/hide", &before[before.len() - 36..]);
    writer.get(&address).await.expect(403);
    hr.get(&address).await.expect(200);
    hr.post(&address, &[("reason", "")]).await.expect(422);
    hr.post(&address, &[("reason", "A customer is named.")]).await.expect(303);
    hr.get(&address).await.expect(404);
    assert!(!writer.get("/thanks").await.expect(200).has("Thanks &lt;i"));
    assert!(writer.get("/thanks/mine").await.expect(200).has("A customer is named."));
    let unit = hr.get("/people/units").await.expect(200).html;
    let (_, rest) = unit.split_once("/thanks/in/").expect("the unit's page");
    hr.get(&format!("/thanks/in/{}", &rest[..36])).await.expect(200);
});

on_both!(programs_thank_and_read, |app| {
    let thanked = app.person("t1", Role::Employee, None).await;
    let (_, token) =
        tokens::issue(&app.test.ctx, "test", &[Right::Answer, Right::PeopleManage], None).await.expect("a token");
    let send = async |method: &str, path: &str, body: Value| {
        let request = Request::builder().method(method).uri(format!("/api/v1{path}"));
        let request = request.header(header::CONTENT_TYPE, "application/json");
        let request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        let page = app.visitor().send(request, body.to_string().into_bytes()).await;
        (page.status, serde_json::from_str::<Value>(&page.html).unwrap_or(Value::Null))
    };
    let mut new = json!({ "to": "t1", "behaviour": "none", "words": "Thank you.", "audience": "company" });
    assert_eq!(send("POST", "/thanks", new.clone()).await.0, 422);
    new["behaviour"] = json!("listen.1");
    let (status, made) = send("POST", "/thanks", new).await;
    assert_eq!(status, 201, "{made}");
    let (_, list) = send("GET", &format!("/thanks?person={}", thanked.person), Value::Null).await;
    assert_eq!((list["items"][0]["words"].as_str(), list["more"].as_bool()), (Some("Thank you."), Some(false)));
    assert_eq!(list["items"][0]["may_hide"], true);
    let hide = format!("/thanks/{}/hide", made["id"].as_str().expect("an identifier"));
    assert_eq!(send("POST", &hide, json!({ "reason": "twice" })).await.0, 204);
    let (_, own) = send("GET", "/thanks/mine", Value::Null).await;
    assert_eq!(own["given"]["items"][0]["hidden"], "twice");
    assert_eq!(send("GET", "/thanks", Value::Null).await.1["items"], json!([]));
});
