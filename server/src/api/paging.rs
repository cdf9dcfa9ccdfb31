//! Long lists in parts: `?limit=` and the cursor of the answer before.

use ayeneh_core::{Error, Problem, Result};
use ayeneh_text as text;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Most entries at a time.
const MOST: usize = 500;

/// Which part of a list.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Part {
    /// How many entries, 1 to 500; 100 without it.
    pub limit: Option<usize>,
    /// `next` of the answer before; absent for the first part.
    pub after: Option<String>,
}

/// A part of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Page<T> {
    /// The entries.
    pub items: Vec<T>,
    /// The cursor of the next part; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

impl Part {
    /// The key after which the part begins (empty for the first) and how many entries it has at most: for lists that
    /// the database cuts. Fetch one entry more and hand them to [`Page::cut`].
    ///
    /// # Errors
    /// As [`Part::cut`].
    pub fn bounds(&self) -> Result<(String, usize)> {
        let limit = self.limit.unwrap_or(100);
        if !(1..=MOST).contains(&limit) {
            return Err(Error::invalid(Problem::field("limit", |l| text::api::limit_range(l, MOST))));
        }
        Ok((self.after.as_deref().map(decode).transpose()?.unwrap_or_default(), limit))
    }

    /// Cuts a part out of a whole list in any order, sorting it by a stable key.
    ///
    /// # Errors
    /// As [`Part::cut`].
    pub fn cut_by<T, K: ToString>(&self, mut items: Vec<T>, key: impl Fn(&T) -> K) -> Result<Page<T>> {
        items.sort_by_cached_key(|item| key(item).to_string());
        self.cut(items, |item| key(item).to_string())
    }

    /// Cuts a part out of a whole list that is sorted by a stable key: entries after the cursor's key.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a limit out of range or a cursor that was not made here.
    pub fn cut<T>(&self, items: Vec<T>, key: impl Fn(&T) -> String) -> Result<Page<T>> {
        let (after, limit) = self.bounds()?;
        let rest = items.into_iter().filter(|item| after.is_empty() || key(item) > after);
        Ok(Page::cut(rest.take(limit + 1).collect(), limit, key))
    }
}

impl<T> Page<T> {
    /// A part of at most `limit` entries out of one entry more, if there is one.
    pub fn cut(mut items: Vec<T>, limit: usize, key: impl Fn(&T) -> String) -> Self {
        let more = items.len() > limit;
        items.truncate(limit);
        let next = items.last().filter(|_| more).map(|last| URL_SAFE_NO_PAD.encode(key(last)));
        Self { items, next }
    }
}

fn decode(cursor: &str) -> Result<String> {
    let bytes = URL_SAFE_NO_PAD.decode(cursor).ok();
    bytes
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .ok_or_else(|| Error::invalid(Problem::field("after", |l| text::api::cursor_unknown(l).to_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_are_the_whole() {
        let all: Vec<String> = (0..7).map(|number| format!("{number:02}")).collect();
        let mut part = Part { limit: Some(3), after: None };
        let mut seen = Vec::new();
        loop {
            let page = part.cut(all.clone(), Clone::clone).expect("cuts");
            seen.extend(page.items);
            match page.next {
                Some(next) => part.after = Some(next),
                None => break,
            }
        }
        assert_eq!(seen, all);
    }

    #[test]
    fn a_list_in_any_order_is_cut_by_its_key() {
        let first = Part { limit: Some(2), after: None }.cut_by(vec![3, 1, 2], |one| *one).expect("cuts");
        assert_eq!(first.items, [1, 2]);
        let second = Part { limit: Some(2), after: first.next }.cut_by(vec![2, 3, 1], |one| *one).expect("cuts");
        assert_eq!((second.items, second.next), (vec![3], None));
    }

    #[test]
    fn odd_limits_and_cursors_are_refused() {
        for part in [Part { limit: Some(0), after: None }, Part { limit: Some(501), after: None }] {
            assert!(part.cut(vec![1], ToString::to_string).is_err());
        }
        assert!(Part { limit: None, after: Some("!".into()) }.cut(vec![1], ToString::to_string).is_err());
    }
}
