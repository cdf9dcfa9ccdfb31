//! The server's secret and what is made from it: links that can be made again on demand and are stored nowhere.

pub mod fingerprint;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// What a link is for. A token of one purpose is worthless for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A personal link to answer.
    Invitation,
    /// A sign-in link by mail.
    SignIn,
    /// The link in a mail that stops further mails.
    Stop,
    /// A password of the demo company.
    Demo,
}

impl Purpose {
    const fn label(self) -> &'static [u8] {
        match self {
            Self::Invitation => b"ayeneh invitation v1",
            Self::SignIn => b"ayeneh sign-in v1",
            Self::Stop => b"ayeneh stop v1",
            Self::Demo => b"ayeneh demo v1",
        }
    }
}

/// 256 random bits that live in a file beside the database, never in it.
#[derive(Clone)]
pub struct Secret([u8; 32]);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl Secret {
    /// Takes the bytes of the key file.
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The token of a link: 128 bits of HMAC-SHA-256 over purpose and identifier, 22 characters.
    pub fn token(&self, purpose: Purpose, id: Uuid) -> String {
        URL_SAFE_NO_PAD.encode(&self.mac(purpose, id).finalize().into_bytes()[..16])
    }

    /// A token that brings its identifier along, 44 characters, for links that are to be found again without anything
    /// stored of them. The identifier opens nothing by itself.
    pub fn carrying(&self, purpose: Purpose, id: Uuid) -> String {
        format!("{}{}", URL_SAFE_NO_PAD.encode(id.as_bytes()), self.token(purpose, id))
    }

    /// The identifier that a token of [`Self::carrying`] brings along; `None` if we did not make it. Compared in
    /// constant time.
    pub fn carried(&self, purpose: Purpose, token: &str) -> Option<Uuid> {
        let (id, proof) = token.split_at_checked(22).filter(|(_, proof)| proof.len() == 22)?;
        let id = Uuid::from_slice(&URL_SAFE_NO_PAD.decode(id).ok()?).ok()?;
        let proof = URL_SAFE_NO_PAD.decode(proof).ok()?;
        self.mac(purpose, id).verify_truncated_left(&proof).ok().map(|()| id)
    }

    /// A new one.
    pub fn draw(random: &dyn crate::random::Random) -> Self {
        let mut bytes = [0; 32];
        random.fill(&mut bytes);
        Self(bytes)
    }

    /// The bytes of the key file.
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// What the database keeps of the secret: an HMAC of a constant. It recognises the secret and tells nothing of it.
    pub fn fingerprint(&self) -> Vec<u8> {
        self.constant().finalize().into_bytes().to_vec()
    }

    /// Whether this is the secret with that fingerprint. Compared in constant time.
    pub fn has_fingerprint(&self, fingerprint: &[u8]) -> bool {
        self.constant().verify_slice(fingerprint).is_ok()
    }

    fn constant(&self) -> Hmac<Sha256> {
        let mut mac = self.keyed();
        mac.update(b"ayeneh fingerprint v1");
        mac
    }

    fn mac(&self, purpose: Purpose, id: Uuid) -> Hmac<Sha256> {
        let mut mac = self.keyed();
        mac.update(purpose.label());
        mac.update(id.as_bytes());
        mac
    }

    fn keyed(&self) -> Hmac<Sha256> {
        Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes keys of any length")
    }
}

/// A random bearer secret of 128 bits, 22 characters.
pub fn random_token(random: &dyn crate::random::Random) -> String {
    let mut bytes = [0; 16];
    random.fill(&mut bytes);
    URL_SAFE_NO_PAD.encode(bytes)
}

/// What the database keeps of a token: its SHA-256.
pub fn token_hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_recognises_its_secret_and_no_other() {
        let (secret, other) = (Secret::new([7; 32]), Secret::new([8; 32]));
        let print = secret.fingerprint();
        assert!(secret.has_fingerprint(&print) && !other.has_fingerprint(&print));
        assert!(!secret.has_fingerprint(&print[..16]) && !secret.has_fingerprint(&[]));
        assert_eq!(print.len(), 32);
    }

    #[test]
    fn a_token_that_carries_its_identifier_is_only_ours() {
        let (secret, other) = (Secret::new([7; 32]), Secret::new([8; 32]));
        let id = Uuid::from_u128(0x1234_5678);
        let token = secret.carrying(Purpose::Stop, id);
        assert_eq!((token.len(), secret.carried(Purpose::Stop, &token)), (44, Some(id)));
        assert_eq!(secret.carried(Purpose::Invitation, &token), None, "of another purpose");
        assert_eq!(other.carried(Purpose::Stop, &token), None, "of another server");
        let foreign = secret.carrying(Purpose::Stop, Uuid::from_u128(9));
        let mixed = format!("{}{}", &token[..22], &foreign[22..]);
        for forged in [mixed.as_str(), &token[..43], &token[..22], "", "\u{6cc}", &"A".repeat(44), &"=".repeat(44)] {
            assert_eq!(secret.carried(Purpose::Stop, forged), None, "{forged}");
        }
    }
}
