//! A behaviour alignment through the router: what is chosen, an order by numbers, and what is refused with what was typed.

use axum::http::{Request, header};
use ayeneh_core::tokens;
use ayeneh_domain::permission::{Right, Role};
use serde_json::{Value, json};

use crate::app::{App, Browser, Page, on_both};

const FIVE: [&str; 5] = ["rank.listen.1", "rank.listen.2", "rank.promise.3", "rank.promise.4", "rank.know_how.1"];

fn form<'a>(unit: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let head =
        [("title_fa", "رفتارها"), ("title_en", "Behaviours"), ("period", "آبان ۱۴۰۵"), ("closes_on", "۱۴۰۵/۰۹/۱۵")];
    head.into_iter().chain([("unit", unit)]).chain(more.iter().copied()).collect()
}

async fn unit(hr: &Browser) -> String {
    let page = hr.get("/surveys/new/alignment").await.expect(200).html;
    let (_, rest) = page.split_once("name=\"unit\" value=\"").expect("a box");
    rest[..36].to_owned()
}

/// A launched round of five behaviours for staff and customers; the address of its page.
async fn launched(app: &App, hr: &Browser) -> String {
    for n in 0..3 {
        app.person(&format!("e{n}"), Role::Employee, None).await;
    }
    let mut chosen: Vec<(&str, &str)> = FIVE.map(|key| ("behaviour", key)).to_vec();
    chosen.extend([("party", "staff"), ("party", "customers")]);
    let unit = unit(hr).await;
    let page = hr.post("/surveys/new/alignment", &form(&unit, &chosen)).await.expect(303).location;
    hr.post(&page, &[("act", "launch")]).await.expect(303);
    page
}

/// The address of the first personal link.
async fn link(hr: &Browser, page: &str) -> String {
    let links = hr.get(&format!("{page}/links")).await.expect(200).html;
    let (_, rest) = links.split_once("/r/").expect("a link");
    format!("/r/{}", &rest[..22])
}

async fn program(app: &App, method: &str, path: &str, body: Value) -> (u16, Value) {
    let (_, token) =
        tokens::issue(&app.test.ctx, "test", &[Right::SurveysManage, Right::SurveysView], None).await.expect("a token");
    let request = Request::builder().method(method).uri(path).header(header::CONTENT_TYPE, "application/json");
    let request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
    let answer: Page = app.visitor().send(request, body.to_string().into_bytes()).await;
    (answer.status, serde_json::from_str(&answer.html).unwrap_or(Value::Null))
}

on_both!(a_wrong_choice_comes_back_with_what_was_chosen, |app| {
    let hr = app.hr().await;
    let unit = unit(&hr).await;
    let wrong = [("behaviour", FIVE[0]), ("own_1", "سلام <b>"), ("party", "customers")];
    let page = hr.post("/surveys/new/alignment", &form(&unit, &wrong)).await.expect(422);
    assert!(page.has("از ۵ تا ۱۲ رفتار انتخاب کنید") && page.has("دست‌کم دو گروه"));
    assert!(page.has("هم به فارسی و هم به انگلیسی"));
    assert!(page.html.contains("value=\"سلام &lt;b>\"") || page.html.contains("value=\"سلام &lt;b&gt;\""));
    assert!(page.html.contains(&format!("value=\"{}\" checked", FIVE[0])), "what was ticked stays ticked");
    let fresh = hr.get("/surveys/new/alignment").await.expect(200);
    assert_eq!(fresh.html.matches(" checked").count(), 8 + 3, "the usual ranking");
});

on_both!(a_draft_shows_and_keeps_what_it_asks, |app| {
    let hr = app.hr().await;
    let page = launched(&app, &hr).await;
    let copy = format!("/surveys/new/alignment?from={}", page.trim_start_matches("/surveys/"));
    let again = hr.get(&copy).await.expect(200);
    assert_eq!(again.html.matches("name=\"behaviour\"").count(), 24);
    assert!(
        again.html.contains(&format!("value=\"{}\" checked", FIVE[4]))
            && !again.html.contains("value=\"leaders\" checked")
    );
    hr.get(&page).await.expect(200);
    assert!(hr.get("/surveys").await.expect(200).has("هم‌سویی رفتارها"));
});

on_both!(an_order_without_gaps_or_ties_is_taken_and_no_other, |app| {
    let hr = app.hr().await;
    let page = launched(&app, &hr).await;
    let link = link(&hr, &page).await;
    let asked = app.visitor().get(&link).await.expect(200);
    assert_eq!(asked.html.matches("inputmode=\"numeric\"").count(), 5);
    assert!(asked.html.contains("/assets/rank.js") && !asked.html.contains(" onclick"));
    let send = |places: [&'static str; 5]| {
        let mut fields: Vec<(&str, &str)> = FIVE.into_iter().zip(places).collect();
        fields.push((":go", "send"));
        fields
    };
    let visitor = app.visitor();
    let twice = visitor.post(&link, &send(["1", "۲", "2", "", "5"])).await.expect(422);
    assert!(twice.has("جای ۲ به دو رفتار داده شده") | twice.html.contains("Place 2 is given twice"), "{}", twice.html);
    assert!(twice.has("هنوز جایی ندارد") | twice.html.contains("no place yet"));
    assert!(twice.html.contains("value=\"۲\"") && twice.html.contains("value=\"5\""), "typed numbers are kept");
    let off = visitor.post(&link, &send(["1", "2", "3", "4", "6"])).await.expect(422);
    assert!(off.html.contains("value=\"6\""));
    visitor.post(&link, &send(["1", "2", "3", "5", "4"])).await.expect(200);
    visitor.get(&link).await.expect(410);
});

on_both!(programs_create_launch_and_answer, |app| {
    app.person("e1", Role::Employee, None).await;
    let unit = unit(&app.hr().await).await;
    let mut new = json!({
        "kind": "alignment", "title": { "fa": "رفتارها", "en": "Behaviours" }, "period": "2026-11",
        "closes_on": "2026-12-05", "units": [unit],
        "ranking": { "behaviours": FIVE[..4], "own": [{ "fa": "سلام می‌کند.", "en": "Says hello." }], "parties": ["staff", "boss"] },
    });
    assert_eq!(program(&app, "POST", "/api/v1/surveys", new.clone()).await.0, 422, "no such party");
    new["ranking"]["parties"] = json!(["staff", "leaders"]);
    let (status, made) = program(&app, "POST", "/api/v1/surveys", new).await;
    assert_eq!(status, 201, "{made}");
    let path = format!("/api/v1/surveys/{}", made["id"].as_str().expect("an identifier"));
    assert_eq!(program(&app, "POST", &format!("{path}/launch"), json!({})).await.0, 200);
    let hr = app.hr().await;
    let link = link(&hr, &path.replace("/api/v1", "")).await.replace("/r/", "/api/v1/respond/");
    let asked: Value = serde_json::from_str(&app.visitor().get(&link).await.expect(200).html).expect("JSON");
    let items = asked["questionnaire"]["sections"][0]["items"].as_array().expect("items").clone();
    assert_eq!((items.len(), &items[4]["text"]["en"], &items[0]["kind"]["of"]), (5, &json!("Says hello."), &json!(5)));
    let order = |places: [u8; 5]| {
        let key = |item: &Value| item["key"].as_str().expect("a key").to_owned();
        let answers: serde_json::Map<String, Value> =
            items.iter().zip(places).map(|(item, place)| (key(item), json!(place))).collect();
        json!({ "answers": answers })
    };
    let (status, wrong) = program(&app, "POST", &link, order([1, 1, 2, 3, 4])).await;
    assert_eq!((status, wrong["problems"].as_array().map(Vec::len)), (422, Some(2)), "{wrong}");
    assert_eq!(program(&app, "POST", &link, order([5, 1, 2, 3, 4])).await.0, 201);
});
