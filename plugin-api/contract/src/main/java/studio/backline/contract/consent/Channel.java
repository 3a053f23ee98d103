package studio.backline.contract.consent;

/** A way to reach a person. Consent and objection are kept for each. */
public enum Channel {
    EMAIL,
    SMS,
    PHONE,
    POST
}
