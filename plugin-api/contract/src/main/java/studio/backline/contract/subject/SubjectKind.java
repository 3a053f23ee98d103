package studio.backline.contract.subject;

/** What a person is to the artist, for notices, ages and retention. */
public enum SubjectKind {
    /** Listens, buys, comes. */
    FAN,
    /** Plays; the artist of the workspace too. */
    ARTIST,
    /** Works on the music: producers, writers, photographers. */
    COLLABORATOR,
    /** Works in the trade: promoters, venues, labels, press. */
    INDUSTRY_CONTACT,
    /** Has an account here. */
    ACCOUNT_HOLDER,
    /** Not known to be one of the others. */
    OTHER
}
