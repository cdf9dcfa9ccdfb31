//! The description of the API: whole, without contradiction, and with everything that forms can do.

use std::collections::{BTreeMap, BTreeSet};

use ayeneh_app::{routes, routing::Method};
use serde_json::Value;

fn description() -> Value {
    ayeneh::api::description("https://ayeneh.example")
}

/// Every operation with its method and path.
fn operations(document: &Value) -> Vec<(String, &Value)> {
    let paths = document["paths"].as_object().expect("paths");
    let of = |(path, item): (&String, &'static str)| (format!("{item} {path}"), path.clone(), item);
    let methods = ["get", "post", "put", "delete"];
    paths
        .iter()
        .flat_map(|(path, item)| methods.map(|method| (of((path, method)), item)))
        .filter_map(|((name, _, method), item)| Some((name, item.get(method)?)))
        .collect()
}

fn references<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::Object(members) => {
            found.extend(members.get("$ref").and_then(Value::as_str));
            members.values().for_each(|member| references(member, found));
        }
        Value::Array(entries) => entries.iter().for_each(|entry| references(entry, found)),
        _ => {}
    }
}

/// Whether something in it is null; a description has no use for that, and validators refuse it.
fn has_null(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Object(members) => members.values().any(has_null),
        Value::Array(entries) => entries.iter().any(has_null),
        _ => false,
    }
}

#[test]
fn the_description_is_whole() {
    let document = description();
    assert!(!has_null(&document), "says nothing somewhere");
    assert!(document["openapi"].as_str().is_some_and(|version| version.starts_with("3.1")));
    assert_eq!(document["servers"][0]["url"], "https://ayeneh.example/api/v1");
    let operations = operations(&document);
    let methods: usize =
        document["paths"].as_object().expect("paths").values().map(|i| i.as_object().map_or(0, |i| i.len())).sum();
    assert_eq!(operations.len(), methods, "an operation with another method");
    let mut ids = BTreeSet::new();
    let tags: BTreeSet<&str> =
        document["tags"].as_array().expect("tags").iter().filter_map(|tag| tag["name"].as_str()).collect();
    for (name, operation) in &operations {
        let id = operation["operationId"].as_str().unwrap_or_default();
        assert!(!id.is_empty() && ids.insert(id), "{name}: {id} is not the only one");
        assert!(operation["description"].as_str().is_some_and(|said| said.len() > 10), "{name} says nothing");
        assert!(
            operation["tags"]
                .as_array()
                .is_some_and(|own| own.iter().all(|tag| tag.as_str().is_some_and(|tag| tags.contains(tag)))),
            "{name}"
        );
        let security =
            operation["security"].as_array().unwrap_or_else(|| panic!("{name} does not say whether it takes a token"));
        assert_eq!(security.len(), 1, "{name}");
        for parameter in operation["parameters"].as_array().into_iter().flatten() {
            assert!(parameter["description"].as_str().is_some_and(|said| !said.is_empty()), "{name} {parameter}");
        }
        let responses = operation["responses"].as_object().expect("responses");
        assert!(responses.keys().any(|status| status.starts_with('2')), "{name}");
        for (status, response) in responses {
            assert!(response["description"].as_str().is_some_and(|said| !said.is_empty()), "{name} {status}");
            let problem = &response["content"]["application/problem+json"]["schema"]["$ref"];
            assert_eq!(problem.is_string(), status.starts_with(['4', '5']), "{name} {status}");
        }
    }
    let mut found = Vec::new();
    references(&document, &mut found);
    assert!(found.len() > 100);
    for reference in found {
        let pointer = reference.strip_prefix('#').unwrap_or_else(|| panic!("{reference} points elsewhere"));
        assert!(document.pointer(pointer).is_some(), "{reference} points to nothing");
    }
}

#[test]
fn what_can_go_wrong_is_described() {
    let document = description();
    for (name, operation) in operations(&document) {
        let answers = |status: &str| operation["responses"].get(status).is_some();
        let token = operation["security"][0].get("bearer").is_some();
        let body = operation.get("requestBody").is_some();
        let write = !name.starts_with("get ") && token;
        let of_oneself = ["get /me", "get /home"].contains(&name.as_str());
        assert_eq!(answers("401"), token, "{name}");
        assert_eq!(answers("403"), token && !of_oneself, "{name}");
        assert!(!name.contains('{') || answers("404"), "{name}");
        assert_eq!((answers("413"), answers("415")), (body, body), "{name}");
        assert!(!(body || write) || answers("422"), "{name}");
        assert!(!write || answers("409"), "{name}");
        assert!(answers("503"), "{name}");
        let parameters = operation["parameters"].as_array();
        let keyed = parameters.is_some_and(|all| all.iter().any(|one| one["name"] == "Idempotency-Key"));
        assert_eq!(keyed, write, "{name}");
    }
}

/// What a form does that a program need not, or does otherwise.
enum Way {
    /// These operations do it.
    Api(&'static [&'static str]),
    /// It is about a browser or about being signed in there.
    Browser,
}

use Way::{Api, Browser};

/// Every form of the browser and what does the same for a program.
const FORMS: &[(&str, Way)] = &[
    ("/customers/import", Api(&["post /import/customers"])),
    ("/customers/import/{draft}", Api(&["post /import/customers"])),
    ("/customers/{id}/contacts/{contact}", Api(&["put /contacts/{id}"])),
    ("/customers/{id}/contacts/{contact}/asked", Api(&["put /contacts/{id}/asked"])),
    (
        "/cycles/{id}/nominations/{person}",
        Api(&[
            "post /cycles/{id}/nominations/{person}/raters",
            "delete /cycles/{id}/nominations/{person}/raters/{invitation}",
            "post /cycles/{id}/nominations/send",
            "post /cycles/{id}/nominations/{person}/approval",
            "post /cycles/{id}/nominations/{person}/return",
        ]),
    ),
    (
        "/cycles/{id}/reports/{person}/talk",
        Api(&[
            "put /cycles/{id}/reports/{person}/talk",
            "post /cycles/{id}/reports/{person}/opening",
            "post /cycles/{id}/reports/own/reading",
        ]),
    ),
    ("/cycles/{id}/settings", Api(&["put /cycles/{id}/settings"])),
    ("/cycles/{id}/reports", Api(&["post /cycles/{id}/reports/release", "post /cycles/{id}/reports/{person}/release"])),
    ("/enter/{token}", Browser),
    ("/language", Browser),
    ("/me", Browser),
    ("/me/password", Browser),
    ("/me/sessions", Browser),
    ("/measures/add", Api(&["post /measures"])),
    ("/measures/import", Api(&["post /readings"])),
    ("/measures/import/apply", Api(&["post /readings"])),
    ("/measures/of/{key}", Api(&["put /measures/{id}/target"])),
    ("/people/import", Api(&["post /import/people"])),
    ("/people/import/{draft}", Api(&["post /import/people"])),
    ("/people/new", Api(&["post /people"])),
    ("/people/{id}/edit", Api(&["put /people/{id}"])),
    ("/people/{id}/give", Api(&["post /people/{id}/roles"])),
    ("/people/{id}/leave", Api(&["post /people/{id}/leave"])),
    ("/people/{id}/return", Api(&["post /people/{id}/return"])),
    ("/people/{id}/take", Api(&["delete /people/{id}/roles"])),
    ("/r/{token}", Api(&["post /respond/{token}"])),
    ("/r/{token}/decline", Api(&["post /respond/{token}/decline", "delete /respond/{token}/decline"])),
    ("/set-up/{token}", Browser),
    ("/sign-in", Browser),
    ("/sign-in/link", Browser),
    ("/sign-in/password", Browser),
    ("/sign-out", Browser),
    ("/stop/{token}", Api(&["post /stop/{token}", "delete /stop/{token}"])),
    ("/surveys/new/{kind}", Api(&["post /surveys", "post /surveys/{id}/copy"])),
    (
        "/surveys/{id}",
        Api(&[
            "post /surveys/{id}/launch",
            "delete /surveys/{id}",
            "post /surveys/{id}/remind",
            "put /surveys/{id}/closing",
            "post /surveys/{id}/close",
            "post /surveys/{id}/release",
            "post /surveys/{id}/deliveries/again",
            "post /cycles/{id}/moves",
        ]),
    ),
    ("/surveys/{id}/edit", Api(&["put /surveys/{id}"])),
    ("/surveys/{id}/raters", Api(&["put /cycles/{id}/raters", "put /surveys/{id}"])),
    ("/surveys/{id}/raters/{person}", Api(&["put /cycles/{id}/raters"])),
    ("/theme", Browser),
    ("/tokens", Api(&["post /tokens"])),
    ("/tokens/{id}/revoke", Api(&["delete /tokens/{id}"])),
];

#[test]
fn a_program_can_do_what_a_form_can() {
    let document = description();
    let known: BTreeSet<String> = operations(&document).into_iter().map(|(name, _)| name).collect();
    let table: BTreeMap<&str, &Way> = FORMS.iter().map(|(path, way)| (*path, way)).collect();
    let forms: BTreeSet<&str> =
        routes::all().iter().filter(|route| route.method == Method::Post).map(|route| route.path).collect();
    let told: BTreeSet<&str> = table.keys().copied().collect();
    assert_eq!(told, forms, "every form stands in the table, and nothing else");
    for (path, way) in table {
        if let Api(operations) = way {
            assert!(!operations.is_empty(), "{path}");
            for operation in *operations {
                assert!(known.contains(*operation), "{path}: {operation} is no operation");
            }
        }
    }
}
