package studio.backline.contract.privacy;

/** What kind of thing a field tells of a person. */
public enum DataCategory {
    /** Names, titles, salutations. */
    NAME,
    /** Addresses for mail, phones, handles, post. */
    CONTACT,
    /** Language, place, age, and the like. */
    PROFILE,
    /** What one person wrote about another. */
    NOTE,
    /** What the person wrote. */
    MESSAGE,
    /** What the person did: visits, purchases, openings. */
    BEHAVIOUR,
    /** What was concluded: tags, scores, segments. */
    INFERENCE,
    /** What the person allowed or withdrew. */
    CONSENT,
    /** Who works where, in what role. */
    AFFILIATION,
    /** Pictures and sound of the person. */
    MEDIA,
    /** Secrets and identifiers for signing in. */
    CREDENTIAL,
    /** Network addresses, devices, sessions. */
    TECHNICAL,
    /** Splits, fees, payments. */
    FINANCIAL
}
