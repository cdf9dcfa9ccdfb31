//! Importing customers: the whole file or nothing, every bad row named, twice is once.

use ayeneh_core::{
    Ctx, Error, both_engines,
    customers::{
        import::{self, CustomersPlan},
        store,
    },
    import::{ImportFile, Tally},
    people::import as people,
    testing,
};
use ayeneh_domain::{bilingual::Locale, customers::AccountKind};

const STAFF: &str = "code,name,email,unit,unit_name_fa,parent,manager,level,tenure\n\
    10,آزاده,azadeh@narvan.example,HQ,نارون,,,executive,over_8\n\
    11,بهرام,bahram@narvan.example,TEH,تهران,HQ,10,manager,3_to_8\n";
const HEAD: &str = "account,account_name,kind,segment,unit,code,name,email,language\n";
const LIST: &str = "account,account_name,kind,segment,unit,code,name,email,language\n\
    K1,پخش کیمیا,customer,شرکتی,TEH,C1,ژاله,jaleh@kimia.example,fa\n\
    K1,,,,,C2,هومن,hooman@kimia.example,en\n\
    S1,چاپ آفتاب,تأمین‌کننده,,HQ,C3,نسرین,nasrin@aftab.example,\n";

fn file(text: &str) -> [ImportFile; 1] {
    [ImportFile { name: "list.csv".into(), bytes: text.as_bytes().to_vec() }]
}

async fn apply(ctx: &Ctx, text: &str) -> CustomersPlan {
    import::apply(ctx, &file(text)).await.expect("imports")
}

async fn places(ctx: &Ctx, text: &str) -> Vec<(u32, String)> {
    match import::apply(ctx, &file(text)).await {
        Err(Error::Invalid(problems)) => {
            problems.into_iter().map(|p| (p.row.unwrap_or(0), p.field.unwrap_or_default())).collect()
        }
        other => panic!("{other:?}"),
    }
}

async fn with_units(ctx: &Ctx) {
    people::apply(ctx, &file(STAFF)).await.expect("imports");
}

both_engines!(accounts_and_contacts_come_in_and_twice_is_once, |t| {
    with_units(&t.ctx).await;
    let plan = apply(&t.ctx, LIST).await;
    assert_eq!(plan.accounts, Tally { added: 2, changed: 0, unchanged: 0 });
    assert_eq!(plan.contacts, Tally { added: 3, changed: 0, unchanged: 0 });
    let mut tx = t.ctx.read().await.expect("reads");
    let accounts = store::accounts(&mut tx, t.ctx.organisation).await.expect("accounts");
    let contacts = store::contacts(&mut tx, t.ctx.organisation).await.expect("contacts");
    drop(tx);
    let supplier = accounts.iter().find(|account| account.code == "S1").expect("is there");
    assert_eq!(supplier.kind, AccountKind::Supplier);
    let hooman = contacts.iter().find(|contact| contact.code == "C2").expect("is there");
    assert_eq!(hooman.locale, Locale::En);
    let kimia = accounts.iter().find(|account| account.code == "K1").expect("is there");
    assert_eq!((hooman.account, hooman.unit), (kimia.id, kimia.unit), "served by the account's unit");
    assert!(apply(&t.ctx, LIST).await.changes_nothing());
    // Two contacts swap addresses; the third is not in the file.
    let swapped = "account,code,name,email\nK1,C1,ژاله,hooman@kimia.example\nK1,C2,هومن,jaleh@kimia.example\n";
    let plan = apply(&t.ctx, swapped).await;
    assert_eq!((plan.contacts.changed, plan.accounts.total(), plan.left), (2, 0, 1));
});

both_engines!(every_kind_of_fault_is_named_with_row_and_column, |t| {
    let ctx = &t.ctx;
    with_units(ctx).await;
    apply(ctx, LIST).await;
    for (cells, row, column) in [
        ("NOWHERE,,,,,C9,Q,q@x.example,", 2, "account"),
        ("K9,تازه,,,NOWHERE,C9,Q,q@x.example,", 2, "unit"),
        ("K9,تازه,,,,C9,Q,q@x.example,", 2, "unit"),
        ("K9,,,,TEH,C9,Q,q@x.example,", 2, "account_name"),
        ("K1,,,,,C9,Q,سارا@x.example,", 2, "email"),
        ("K1,,,,,C9,Q,nasrin@aftab.example,", 2, "email"),
        ("K1,,,,,,Q,q@x.example,", 2, "code"),
        ("K1,,friend,,,C9,Q,q@x.example,", 2, "kind"),
        ("K1,,,,,C9,Q,q@x.example,de", 2, "language"),
        ("K1,,,,,C9,Q,q@x.example,\nK1,,,,,C9,R,r@x.example,", 3, "code"),
        ("K1,,,,,C9,Q,q@x.example,\nK1,,,,,C8,R,Q@x.example,", 3, "email"),
        ("K9,a,,,TEH,C9,Q,q@x.example,\nK9,b,,,TEH,C8,R,r@x.example,", 3, "account_name"),
    ] {
        assert_eq!(places(ctx, &format!("{HEAD}{cells}\n")).await, [(row, column.to_owned())], "{cells}");
    }
    let contacts = store::contacts(&mut ctx.read().await.expect("reads"), ctx.organisation).await.expect("contacts");
    assert_eq!(contacts.len(), 3, "nothing came in");
});

both_engines!(another_organisations_units_and_accounts_are_unknown, |t| {
    with_units(&t.ctx).await;
    apply(&t.ctx, LIST).await;
    let other = testing::organisation(&t.core, "hr@sepand.example").await;
    let known_there = format!("{HEAD}K1,,,,,C1,Q,q@x.example,\nK2,تازه,,,TEH,C2,R,r@x.example,\n");
    assert_eq!(places(&other, &known_there).await, [(2, "account".to_owned()), (3, "unit".to_owned())]);
});

both_engines!(accounts_may_have_a_file_of_their_own, |t| {
    with_units(&t.ctx).await;
    let accounts = "كد;نام;نوع;کد واحد خدمت‌دهنده\r\nK1;پخش کیمیا;مشتری;TEH\r\n";
    let contacts = "account,code,name,email\nK1,C1,ژاله,jaleh@kimia.example\n";
    let files = [file(contacts), file(accounts)].concat();
    let plan = import::apply(&t.ctx, &files).await.expect("imports");
    assert_eq!((plan.accounts.added, plan.contacts.added), (1, 1));
});

both_engines!(examples_are_no_formulas_and_come_in_again, |t| {
    with_units(&t.ctx).await;
    let code = "=1+1|'x'!A1";
    for locale in Locale::ALL {
        let example = String::from_utf8(import::example(locale, code).expect("writes")).expect("UTF-8");
        assert!(!example.contains(",=") && example.contains("'=1+1"), "{example}");
        let found = import::preview(&t.ctx, &file(&example)).await.expect_err("there is no such unit");
        let Error::Invalid(problems) = found else { panic!("{found:?}") };
        assert!(
            problems[0].message.en.contains(&format!("\u{2068}{code}")),
            "the mark is not part of the code: {problems:?}"
        );
    }
});

both_engines!(a_list_of_contacts_without_addresses_is_no_list_of_accounts, |t| {
    with_units(&t.ctx).await;
    for head in ["account,code,name", "account,full name,contact code", "customer code,contact,language"] {
        let found = import::preview(&t.ctx, &file(&format!("{head}\nx,y,z\n"))).await.expect_err("is refused");
        let Error::Invalid(problems) = found else { panic!("{found:?}") };
        assert!(problems.iter().any(|problem| problem.message.en.contains("is missing")), "{head} {problems:?}");
    }
});
