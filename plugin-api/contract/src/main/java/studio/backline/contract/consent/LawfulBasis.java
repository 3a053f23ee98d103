package studio.backline.contract.consent;

/** The lawful bases of Article 6(1) GDPR that an artist may rest on. */
public enum LawfulBasis {
    /** Art. 6(1)(a). */
    CONSENT,
    /** Art. 6(1)(b). */
    CONTRACT,
    /** Art. 6(1)(c). */
    LEGAL_OBLIGATION,
    /** Art. 6(1)(f). */
    LEGITIMATE_INTEREST
}
