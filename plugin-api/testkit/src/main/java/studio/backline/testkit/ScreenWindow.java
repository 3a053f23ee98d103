package studio.backline.testkit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * A window of somebody's browser that goes from screen to screen, so that the server really makes
 * their views. Used by one thread.
 */
public final class ScreenWindow {

    private static final Pattern WINDOW = Pattern.compile("\"v-uiId\":(\\d+)");
    private static final Pattern SECURITY_KEY =
            Pattern.compile("\"Vaadin-Security-Key\":\"([^\"]+)\"");
    private static final Pattern TURN = Pattern.compile("\"syncId\": ?(\\d+)");

    private final Visitor visitor;
    private final String window;
    private final String key;
    private String turn = "0";
    private int sent;

    ScreenWindow(Visitor visitor, String path) {
        this.visitor = visitor;
        Page begun = visitor.open("?v-r=init&location=" + encode(path) + "&query=");
        this.window = begun.find(WINDOW);
        this.key = begun.find(SECURITY_KEY);
    }

    /** Asks for what the server has changed by itself since the last answer. */
    public Page news() {
        return tell("");
    }

    /**
     * Goes to a screen.
     *
     * @param path relative to the start page, each of its parts encoded as in an address
     * @return what the server tells the browser to show
     */
    public Page go(String path) {
        String trigger = sent == 0 ? "" : "link";
        return tell(
                """
                {"type":"event","node":1,"event":"ui-navigate","data":\
                {"route":"/%s","query":"","appShellTitle":"","historyState":{"idx":%d},\
                "trigger":"%s"}}"""
                        .formatted(path, sent, trigger));
    }

    private Page tell(String event) {
        String body =
                """
                {"csrfToken":"%s","rpc":[%s],"syncId":%s,"clientId":%d}"""
                        .formatted(key, event, turn, sent);
        sent++;
        Page shown = visitor.post("?v-r=uidl&v-uiId=" + window, body);
        turn = shown.find(TURN);
        return shown;
    }

    /** A part of an address. */
    public static String encode(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
