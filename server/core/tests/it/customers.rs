//! Accounts and contacts: who sees them, and found by what.

use ayeneh_core::{
    Ctx, Error, both_engines,
    customers::{self, Account, Contact, CustomersQuery, store},
    people, testing,
};
use ayeneh_domain::{
    bilingual::Locale,
    customers::AccountKind,
    ids::{AccountId, ContactId},
};

async fn one_account(ctx: &Ctx) -> Account {
    let unit = people::units(ctx).await.expect("units").tree().roots().next().expect("the company");
    let account = Account {
        id: AccountId(ctx.core.new_id()),
        code: "A1".into(),
        name: "پخش کیمیا".into(),
        kind: AccountKind::Customer,
        segment: String::new(),
        unit,
    };
    let contact = Contact {
        id: ContactId(ctx.core.new_id()),
        code: "C1".into(),
        account: account.id,
        name: "ژاله ملکی".into(),
        email: "jaleh@kimia.example".into(),
        locale: Locale::Fa,
        unit,
        active: true,
    };
    let mut tx = ctx.write().await.expect("a transaction");
    store::insert_account(&mut tx, ctx.organisation, &account).await.expect("an account");
    store::insert_contact(&mut tx, ctx.organisation, &contact, 0).await.expect("a contact");
    tx.commit().await.expect("commits");
    account
}

both_engines!(an_account_is_found_by_itself_and_by_its_contacts, |t| {
    let account = one_account(&t.ctx).await;
    for (text, found) in [("كيميا", 1), ("a1", 1), ("ملکی", 1), ("JALEH@", 1), ("zzz", 0), ("", 1)] {
        let query = CustomersQuery { text: text.into(), ..CustomersQuery::default() };
        let page = customers::list(&t.ctx, &query).await.expect("lists");
        assert_eq!((page.accounts.len(), page.count), (found, found), "{text}");
    }
    let detail = customers::find(&t.ctx, account.id).await.expect("finds");
    assert_eq!(detail.contacts.len(), 1);
    assert_eq!(customers::list_after(&t.ctx, "", 10).await.expect("lists"), [account]);
});

both_engines!(another_organisation_sees_no_account, |t| {
    let account = one_account(&t.ctx).await;
    let other = testing::organisation(&t.core, "hr@sepand.example").await;
    assert!(matches!(customers::find(&other, account.id).await, Err(Error::NotFound)));
    assert_eq!(customers::list(&other, &CustomersQuery::default()).await.expect("lists").count, 0);
});

async fn the_contact(ctx: &Ctx, account: &Account) -> Contact {
    customers::find(ctx, account.id).await.expect("finds").contacts.into_iter().next().expect("a contact")
}

both_engines!(a_contact_is_changed_and_asked_no_more, |t| {
    let account = one_account(&t.ctx).await;
    let was = the_contact(&t.ctx, &account).await;
    let draft = customers::ContactDraft::from(&was);
    let wrong = |name: &str, email: &str, unit: &str, locale: &str| customers::ContactDraft {
        name: name.into(),
        email: email.into(),
        unit: unit.into(),
        locale: locale.into(),
    };
    match customers::change_contact(&t.ctx, was.id, &wrong(" ", "ژاله@kimia.example", "X", "de")).await {
        Err(Error::Invalid(problems)) => {
            let fields: Vec<_> = problems.iter().filter_map(|problem| problem.field.as_deref()).collect();
            assert_eq!(fields, ["name", "email", "unit", "locale"]);
        }
        other => panic!("{other:?}"),
    }
    let other =
        Contact { id: ContactId(t.core.new_id()), code: "C2".into(), email: "b@kimia.example".into(), ..was.clone() };
    let mut tx = t.ctx.write().await.expect("a transaction");
    store::insert_contact(&mut tx, t.ctx.organisation, &other, 0).await.expect("a contact");
    tx.commit().await.expect("commits");
    let taken = customers::ContactDraft { email: "B@kimia.example".into(), ..draft.clone() };
    assert!(matches!(customers::change_contact(&t.ctx, was.id, &taken).await, Err(Error::Invalid(_))));
    let renamed = customers::ContactDraft { name: "ژاله  نو".into(), locale: "en".into(), ..draft };
    customers::change_contact(&t.ctx, was.id, &renamed).await.expect("changes");
    customers::set_asked(&t.ctx, was.id, false).await.expect("stops");
    let detail = customers::contact(&t.ctx, was.id).await.expect("finds");
    assert_eq!((detail.contact.name.as_str(), detail.contact.active, detail.surveys), ("ژاله نو", false, 0));
    customers::set_asked(&t.ctx, was.id, true).await.expect("asks again");
    assert!(customers::contact(&t.ctx, was.id).await.expect("finds").contact.active);
    let stranger = testing::organisation(&t.core, "hr@sepand.example").await;
    assert!(matches!(customers::set_asked(&stranger, was.id, false).await, Err(Error::NotFound)));
    assert!(matches!(customers::change_contact(&stranger, was.id, &renamed).await, Err(Error::NotFound)));
});
