//! Characters that nobody sees: refused once where texts come in, by page, query and API, and never a fault of ours.

use ayeneh_domain::permission::Right;
use serde_json::json;

use crate::{api::Program, app::on_both};

const ADD: &str = "/measures/add";
const MEASURES: &str = "/measures";
const NEW_WAVE: &str = "/surveys/new/wave";
const PATHS: [&str; 3] = ["/questionnaires/%00", "/measures/of/churn%00", "/people/import/%00"];

on_both!(a_form_comes_back_without_hidden_characters, |app| {
    let hr = app.hr().await;
    for (name, left) in
        [("a\0b", "ab"), ("one\u{2028}two", "one two"), ("x\r\nBcc: y", "x Bcc: y"), ("x\u{202e}y", "xy")]
    {
        let fields = [("key", "waiting"), ("name_fa", "انتظار"), ("name_en", name), ("perspective", "process")];
        let rest = [("direction", "down"), ("decimals", "0"), ("aggregate", "mean")];
        let page = hr.post(ADD, &[fields.as_slice(), &rest].concat()).await.expect(422);
        assert!(page.has(&format!("value=\"{left}\"")), "{name:?}\n{}", page.html);
        assert!(page.has("name_en-error"), "{}", page.html);
    }
    let list = hr.get(MEASURES).await.expect(200);
    assert!(!list.has("انتظار"), "nothing was kept");
});

on_both!(a_half_space_stays_and_marks_without_effect_go, |app| {
    let hr = app.hr().await;
    let fields = [("key", "waiting"), ("name_fa", "زمان\u{200c}ها\u{feff}"), ("name_en", "Wait\u{200b}ing")];
    let rest = [("perspective", "process"), ("direction", "down"), ("decimals", "0"), ("aggregate", "mean")];
    hr.post(ADD, &[fields.as_slice(), &rest].concat()).await.expect(303);
    let list = hr.get(MEASURES).await.expect(200);
    assert!(list.has("زمان\u{200c}ها") && !list.has("\u{feff}"));
});

on_both!(queries_and_addresses_with_nul_are_no_fault_of_the_database, |app| {
    let hr = app.hr().await;
    for path in ["/people?q=a%00b", "/customers?q=%00", "/people?unit=%00&q=%E2%80%AE"] {
        hr.get(path).await.expect(200);
    }
    for path in PATHS {
        let page = hr.get(path).await;
        assert_eq!(page.status, 404, "{path}");
    }
});

on_both!(the_api_names_the_member_with_a_hidden_character, |app| {
    let program = Program::new(&app, &app.test.ctx, Right::ALL).await;
    let survey = |en: &str| {
        json!({ "kind": "wave", "title": { "fa": "پاییز", "en": en }, "period": "2026-11", "closes_on": "2026-12-01",
            "units": [] })
    };
    let page = program.call("POST", "/surveys", None, Some(&survey("Au\0tumn"))).await.expect(422);
    assert!(page.has("U+0000") && page.has("\"field\":\"en\""), "{}", page.html);
    let page = program.call("POST", "/surveys", None, Some(&survey("Autumn"))).await.expect(422);
    assert!(!page.has("\"field\":\"en\""), "the same without it has only its units to choose: {}", page.html);
    program.call("GET", "/people?after=%00", None, None).await.expect(422);
    program.call("GET", "/people?limit=5", None, None).await.expect(200);
});

on_both!(a_broken_unit_is_refused_and_asks_nobody, |app| {
    let hr = app.hr().await;
    let unit = {
        let mut tx = app.test.ctx.read().await.expect("a transaction");
        ayeneh_core::people::store::units(&mut tx, app.test.ctx.organisation).await.expect("units")[0].id.to_string()
    };
    let fields = [("title_fa", "موج"), ("title_en", "Wave"), ("period", "2026-11"), ("closes_on", "2026-12-01")];
    for broken in ["", "none", "1234", "zz' OR 1=1"] {
        let chosen = [("unit", unit.as_str()), ("unit", broken)];
        let page = hr.post(NEW_WAVE, &[fields.as_slice(), &chosen].concat()).await.expect(422);
        assert!(page.has("units-error"), "{}", page.html);
    }
    let chosen = [("unit", unit.as_str())];
    hr.post(NEW_WAVE, &[fields.as_slice(), &chosen].concat()).await.expect(303);
});
