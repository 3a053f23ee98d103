package studio.backline.ui.firstrun;

import jakarta.servlet.http.HttpSession;
import studio.backline.platform.identity.FirstRunRequest.Plays;
import studio.backline.ui.security.SessionLife;

/**
 * What the wizard has heard so far. It waits in the session, so that going back or loading a page
 * again loses nothing; nothing of it is stored before the house opens.
 */
final class Draft {

    private static final String ATTRIBUTE = Draft.class.getName();

    private String code = "";
    private String name = "";
    private String mail = "";
    private String password = "";
    private Plays plays = Plays.ME;
    private String poster = "";
    private String slug = "";
    private String language = "en";
    private boolean sheetSeen;

    /** The draft of this browser. */
    static Draft of(HttpSession session) {
        if (session.getAttribute(ATTRIBUTE) instanceof Draft draft) {
            return draft;
        }
        SessionLife.lengthen(session);
        Draft fresh = new Draft();
        session.setAttribute(ATTRIBUTE, fresh);
        return fresh;
    }

    static void forget(HttpSession session) {
        session.removeAttribute(ATTRIBUTE);
    }

    void code(String right) {
        code = right;
    }

    void you(String typedName, String typedMail) {
        name = typedName.strip();
        mail = typedMail.strip();
    }

    void password(String good) {
        password = good;
    }

    void plays(Plays who, String posterName, String shortName, String houseLanguage) {
        plays = who;
        poster = posterName.strip();
        slug = shortName.strip();
        language = houseLanguage;
    }

    void sheetSeen() {
        sheetSeen = true;
    }

    /** The furthest step that what came before allows. */
    Step furthest() {
        if (code.isEmpty()) {
            return Step.CODE;
        }
        if (password.isEmpty()) {
            return Step.YOU;
        }
        if (poster.isEmpty()) {
            return Step.PLAYS;
        }
        return sheetSeen ? Step.OPEN : Step.SHEET;
    }

    public String getCode() {
        return code;
    }

    public String getName() {
        return name;
    }

    public String getMail() {
        return mail;
    }

    String password() {
        return password;
    }

    public boolean isPasswordSet() {
        return !password.isEmpty();
    }

    public Plays getPlays() {
        return plays;
    }

    public String getPoster() {
        return poster;
    }

    public String getSlug() {
        return slug;
    }

    public String getLanguage() {
        return language;
    }
}
