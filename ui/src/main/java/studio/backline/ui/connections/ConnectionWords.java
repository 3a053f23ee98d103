package studio.backline.ui.connections;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import studio.backline.platform.connections.ConnectionFault;
import studio.backline.platform.connections.ConnectionSight;
import studio.backline.platform.connections.ConnectionSight.Health;
import studio.backline.platform.connections.DeclaredProvider;
import studio.backline.platform.identity.Account;
import studio.backline.platform.identity.Accounts;
import studio.backline.screens.Icons;
import studio.backline.screens.Tone;
import studio.backline.ui.text.HostTexts;
import studio.backline.ui.text.Moments;

/** How connections stand, in words. */
final class ConnectionWords {

    private final HostTexts texts;
    private final Accounts accounts;

    ConnectionWords(HostTexts texts, Accounts accounts) {
        this.texts = texts;
        this.accounts = accounts;
    }

    /** What the provider is called. */
    String name(DeclaredProvider provider) {
        return provider.provider().name().apply(HostTexts.readerLocale());
    }

    /** What the plugin is called. */
    String plugin(DeclaredProvider provider) {
        return provider.pluginName().apply(HostTexts.readerLocale());
    }

    /** What is the matter, of a provider. */
    String fault(ConnectionFault fault, String provider) {
        return fault.text(HostTexts.readerLocale(), provider);
    }

    /** Whose it is: there, where the plugin has said so, and who has connected it. */
    Component who(ConnectionSight connection, String provider) {
        String who =
                connection
                        .history()
                        .authorizedBy()
                        .flatMap(accounts::find)
                        .map(Account::displayName)
                        .orElse(texts.get("connections.somebody"));
        Span line =
                new Span(
                        texts.get(
                                "connections.by",
                                who,
                                moments().of(connection.history().authorizedAt())));
        line.addClassNames("bl-faint", "bl-small");
        Span name = new Span(connection.account().orElse(provider));
        Div words = new Div(new Div(name), new Div(line));
        words.getElement().setAttribute("dir", "auto");
        return words;
    }

    /** How it stands, each sentence in a line of its own. */
    Component health(ConnectionSight connection, DeclaredProvider provider) {
        Div lines = new Div(state(connection.health(), name(provider)));
        for (String sentence : sentences(connection, provider)) {
            Span line = new Span(sentence);
            line.addClassNames("bl-faint", "bl-small");
            lines.add(new Div(line));
        }
        return lines;
    }

    /** How one stands whose plugin does not run. */
    Component asleep(ConnectionSight connection) {
        return state(
                "minus", texts.get("connections.asleep", connection.plugin().value()), Tone.FAINT);
    }

    private Component state(Health health, String provider) {
        Optional<String> fault = health.fault().map(each -> fault(each, provider));
        if (!health.usable()) {
            return state("warn", fault.orElse(texts.get("connections.again.needed")), Tone.BAD);
        }
        return fault.map(said -> state("clock", said, Tone.WARN))
                .orElseGet(() -> state("check", texts.get("connections.works"), Tone.OK));
    }

    private static Component state(String icon, String said, Tone tone) {
        Div state = new Div(Icons.of(icon), new Span(said));
        state.addClassNames("bl-state", tone.css());
        return state;
    }

    private List<String> sentences(ConnectionSight connection, DeclaredProvider provider) {
        List<String> sentences = new ArrayList<>();
        Health health = connection.health();
        health.faultAt()
                .ifPresent(at -> sentences.add(texts.get("connections.since", moments().of(at))));
        sentences.add(
                connection
                        .history()
                        .usedAt()
                        .map(at -> texts.get("connections.used", moments().of(at)))
                        .orElse(texts.get("connections.unused")));
        if (health.usable()) {
            health.endsAt()
                    .ifPresent(
                            at -> sentences.add(texts.get("connections.until", moments().day(at))));
        }
        if (!connection.missing().isEmpty()) {
            sentences.add(texts.get("connections.missing", missing(connection, provider)));
        }
        return sentences;
    }

    /** By what they would be good for; a scope that is asked for no more by its own name. */
    private static String missing(ConnectionSight connection, DeclaredProvider provider) {
        Locale locale = HostTexts.readerLocale();
        return connection.missing().stream()
                .map(
                        scope ->
                                provider.provider().scopes().stream()
                                        .filter(each -> each.scope().equals(scope))
                                        .map(each -> each.reason().apply(locale))
                                        .findFirst()
                                        .orElse(scope))
                .collect(Collectors.joining(" "));
    }

    private Moments moments() {
        return Moments.here(texts);
    }
}
