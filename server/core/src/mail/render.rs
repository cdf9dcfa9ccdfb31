//! Renders a mail from its three templates. Values are inert: what stands in a name is never read as a template.

use std::sync::LazyLock;

use ayeneh_domain::bilingual::Locale;
use minijinja::{Environment, UndefinedBehavior};

use super::{MailKind, facts::Facts};
use crate::{Error, Result};

/// A mail in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// One line.
    pub subject: String,
    /// For programs that show no HTML.
    pub text: String,
    /// A whole document.
    pub html: String,
}

macro_rules! templates {
    ($($kind:literal),+ $(,)?) => {
        [("layout.html.jinja", include_str!("templates/layout.html.jinja")), $(
            (concat!("fa/", $kind, ".subject.jinja"), include_str!(concat!("templates/fa/", $kind, ".subject.jinja"))),
            (concat!("fa/", $kind, ".txt.jinja"), include_str!(concat!("templates/fa/", $kind, ".txt.jinja"))),
            (concat!("fa/", $kind, ".html.jinja"), include_str!(concat!("templates/fa/", $kind, ".html.jinja"))),
            (concat!("en/", $kind, ".subject.jinja"), include_str!(concat!("templates/en/", $kind, ".subject.jinja"))),
            (concat!("en/", $kind, ".txt.jinja"), include_str!(concat!("templates/en/", $kind, ".txt.jinja"))),
            (concat!("en/", $kind, ".html.jinja"), include_str!(concat!("templates/en/", $kind, ".html.jinja"))),
        )+]
    };
}

static ENVIRONMENT: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let sources = templates![
        "invitation_employee",
        "invitation_customer",
        "invitation_rater",
        "invitation_self",
        "invitation_assessment",
        "invitation_recovery",
        "reminder",
        "sign_in",
        "password_reset",
        "report_released",
        "nomination_asked",
        "nomination_returned",
        "approval_asked",
    ];
    for (name, source) in sources {
        environment.add_template(name, source).expect("templates are checked by a test");
    }
    environment
});

/// Renders a mail.
pub(super) fn render(kind: MailKind, locale: Locale, facts: &Facts) -> Result<Rendered> {
    let part = |extension: &str| {
        let name = format!("{}/{}.{extension}.jinja", locale.tag(), kind.key());
        let template = ENVIRONMENT.get_template(&name);
        template.and_then(|template| template.render(facts)).map_err(|error| Error::Internal(format!("mail: {error}")))
    };
    Ok(Rendered { subject: part("subject")?.trim().to_owned(), text: part("txt")?, html: part("html")? })
}

#[cfg(test)]
mod tests {
    use super::{super::facts::StopLine, *};

    fn facts(locale: Locale) -> Facts {
        let fa = locale == Locale::Fa;
        Facts {
            lang: locale.tag(),
            dir: locale.direction(),
            start: if fa { "right" } else { "left" },
            font: "Tahoma",
            leading: "1.6",
            mark: ayeneh_text::mail::mark(locale),
            or_open: ayeneh_text::mail::or_open(locale),
            untracked: ayeneh_text::mail::untracked(locale),
            organisation: if fa { "نارون" } else { "Narvan" }.into(),
            recipient: if fa { "سارا رضایی" } else { "Sara Rezaei" }.into(),
            title: if fa { "موج هشتم" } else { "Wave eight" }.into(),
            about: Some(if fa { "مینا کاظمی" } else { "Mina Kazemi" }.into()),
            closes: Some(if fa { "شنبه ۴ آبان" } else { "Saturday 26 October" }.into()),
            left: Some(if fa { "دو روز مانده" } else { "two days left" }.into()),
            promise: if fa { "نام شما کنار پاسخ نیست." } else { "No name is kept with your answer." }.into(),
            anonymous: false,
            identified: false,
            external: false,
            minutes: ayeneh_text::figure::word(locale, 4),
            link: "https://narvan.example/r/AAAAAAAAAAAAAAAAAAAAAA".into(),
            stop: Some(StopLine {
                question: ayeneh_text::mail::stop_reminders(locale).to_owned(),
                act: ayeneh_text::mail::stop_reminders_act(locale),
                link: "https://narvan.example/stop/BBBBBBBBBBBBBBBBBBBBBB".into(),
            }),
        }
    }

    /// For looking at mails while drawing them: where `AYENEH_LOOK` names a folder, each is written there.
    fn look(kind: MailKind, locale: Locale, mail: &Rendered) {
        if let Ok(folder) = std::env::var("AYENEH_LOOK") {
            let path = format!("{folder}/mail-{}.{}.html", kind.key(), locale.tag());
            std::fs::write(path, &mail.html).expect("the folder to look in is writable");
        }
    }

    #[test]
    fn every_kind_renders_in_both_languages() {
        for kind in MailKind::ALL {
            for locale in Locale::ALL {
                let mut facts = facts(locale);
                facts.stop = facts.stop.filter(|_| kind.asks_for_an_answer());
                let mail = render(kind, locale, &facts).expect("renders");
                look(kind, locale, &mail);
                assert!(!mail.subject.is_empty() && !mail.subject.contains('\n'), "{kind:?}: {:?}", mail.subject);
                for part in [&mail.text, &mail.html] {
                    assert!(part.contains(&facts.link), "{kind:?}");
                    assert!(part.contains(facts.untracked), "{kind:?}");
                    assert!(!part.contains('!') || part.starts_with("<!doctype"), "{kind:?} shouts");
                }
                let stop = "https://narvan.example/stop/";
                let asks = usize::from(kind.asks_for_an_answer());
                assert_eq!(
                    (mail.text.matches(stop).count(), mail.html.matches(stop).count()),
                    (asks, asks),
                    "{kind:?}"
                );
                let body = mail.html.split_once("<body").expect("a body").1;
                let (before, _) = body.split_once("role=\"img\"").expect("the mark");
                assert!(
                    before.contains("display:none") && before.contains("<b>"),
                    "{kind:?}: a list shows the sentence"
                );
                assert!(body.contains(&facts.organisation), "{kind:?}: who writes");
                assert!(!body.contains("<img") && !mail.html.contains("<script"), "{kind:?}");
                assert_eq!(body.matches(&facts.link).count(), 3, "{kind:?}: button, address, and its words");
            }
        }
    }

    #[test]
    fn persian_is_right_to_left_on_html_tables_and_cells() {
        for kind in MailKind::ALL {
            let html = render(kind, Locale::Fa, &facts(Locale::Fa)).expect("renders").html;
            assert!(html.contains("<html lang=\"fa\" dir=\"rtl\">"));
            for tag in ["<table", "<td", "<body"] {
                for part in html.split(tag).skip(1) {
                    let attributes = part.split('>').next().unwrap_or_default();
                    assert!(attributes.contains("dir=\"rtl\""), "{kind:?}: {tag}{attributes}");
                }
            }
            assert!(!html.contains("align=\"left\""), "{kind:?}");
        }
    }

    #[test]
    fn values_are_escaped_and_inert() {
        let mut facts = facts(Locale::En);
        facts.recipient = "<script>alert(1)</script> {{ link }}".into();
        facts.organisation = "A & B".into();
        let mail = render(MailKind::InvitationEmployee, Locale::En, &facts).expect("renders");
        assert!(mail.html.contains("&lt;script&gt;") && mail.html.contains("{{ link }}"), "{}", mail.html);
        assert!(mail.html.contains("A &amp; B") && mail.subject.contains("A & B"), "{}", mail.subject);
    }

    #[test]
    fn words_follow_the_facts() {
        let mut facts = facts(Locale::Fa);
        let confidential = render(MailKind::InvitationEmployee, Locale::Fa, &facts).expect("renders");
        assert!(!confidential.text.contains("بی‌نام"), "only an anonymous survey may say so");
        facts.anonymous = true;
        assert!(render(MailKind::InvitationEmployee, Locale::Fa, &facts).expect("renders").text.contains("بی‌نام"));
        let reminder = render(MailKind::Reminder, Locale::Fa, &facts).expect("renders");
        assert_eq!(reminder.subject, "دو روز مانده: موج هشتم");
        assert!(reminder.text.contains("دو روز مانده. اگر پاسخ داده‌اید، این نامه را نادیده بگیرید."));
        let rater = render(MailKind::InvitationRater, Locale::Fa, &facts).expect("renders");
        assert!(rater.text.contains("حدود چهار دقیقه"));
        facts.identified = true;
        let manager = render(MailKind::InvitationRater, Locale::Fa, &facts).expect("renders");
        assert!(manager.text.contains("با عنوان «مدیر»") && !manager.text.contains(&facts.promise));
    }
}
