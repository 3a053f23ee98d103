package studio.backline.ui.connections;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.backline.contract.connections.ConnectionId;
import studio.backline.platform.connections.ConnectionDesk;
import studio.backline.platform.connections.ConnectionDesk.Ended;
import studio.backline.platform.connections.ConnectionOffer;
import studio.backline.platform.connections.ConnectionSight;
import studio.backline.platform.connections.DeclaredProvider;
import studio.backline.screens.Asking;
import studio.backline.screens.EmptyState;
import studio.backline.screens.Icons;
import studio.backline.screens.Notice;
import studio.backline.screens.PageHeader;
import studio.backline.screens.Tone;
import studio.backline.ui.screen.RedrawnPart;
import studio.backline.ui.screen.Rows;
import studio.backline.ui.settings.ToSettings;
import studio.backline.ui.text.HostTexts;

/** What the workspace has connected elsewhere: how it stands, connecting, ending. */
final class ConnectionsView extends Div implements HasDynamicTitle {

    private static final long serialVersionUID = 1L;

    private final transient HostTexts texts;
    private final transient ConnectionDesk desk;
    private final transient ConnectionWork work;
    private final transient ConnectionWords words;
    private final PageHeader header;
    private final Div news = new Div();
    private final RedrawnPart body = new RedrawnPart();

    ConnectionsView(
            HostTexts texts, ConnectionDesk desk, ConnectionWork work, ConnectionWords words) {
        this.texts = texts;
        this.desk = desk;
        this.work = work;
        this.words = words;
        addClassName("bl-screen");
        header = new PageHeader(texts.get("connections.title"));
        header.setLine(texts.get("connections.line"));
        add(new ToSettings(texts), header, news, body);
        VaadinServletRequest request = (VaadinServletRequest) VaadinRequest.getCurrent();
        ConnectionNews.take(request.getHttpServletRequest().getSession())
                .ifPresent(told -> tell(told.good() ? Tone.INFO : Tone.BAD, told.text()));
        refresh();
    }

    private void tell(Tone tone, String text) {
        news.removeAll();
        news.add(new Notice(tone, text));
    }

    private void refresh() {
        List<Component> parts = new ArrayList<>();
        List<ConnectionOffer> offers = desk.offers();
        List<ConnectionSight> others = desk.others();
        if (offers.isEmpty() && others.isEmpty()) {
            parts.add(new EmptyState(texts.get("connections.none")));
        }
        offers.forEach(offer -> offer(offer, parts));
        if (!others.isEmpty()) {
            parts.add(new H2(texts.get("connections.others")));
            Rows rows = rows();
            others.forEach(
                    each ->
                            rows.addRow(
                                    words.who(each, each.provider()),
                                    words.asleep(each),
                                    end(each, each.provider(), Optional.empty())));
            parts.add(rows);
        }
        body.redraw(parts.toArray(Component[]::new));
    }

    private void offer(ConnectionOffer offer, List<Component> parts) {
        DeclaredProvider provider = offer.declared();
        String name = words.name(provider);
        parts.add(new H2(name));
        Paragraph line = new Paragraph(texts.get("connections.for", words.plugin(provider)));
        line.addClassNames("bl-faint", "bl-small");
        parts.add(line);
        offer.hindrance()
                .ifPresent(fault -> parts.add(new Notice(Tone.WARN, words.fault(fault, name))));
        if (!offer.connections().isEmpty()) {
            Rows rows = rows();
            offer.connections()
                    .forEach(
                            each ->
                                    rows.addRow(
                                            words.who(each, name),
                                            words.health(each, provider),
                                            acts(each, offer)));
            parts.add(rows);
        }
        if (offer.hindrance().isEmpty()) {
            parts.add(connect(offer));
        }
    }

    private Rows rows() {
        return new Rows(
                texts.get("connections.account"),
                texts.get("connections.state"),
                texts.get("connections.acts"));
    }

    private Component connect(ConnectionOffer offer) {
        String name = words.name(offer.declared());
        boolean first = offer.connections().isEmpty();
        Button connect =
                new Button(
                        texts.get(first ? "connections.connect" : "connections.further", name),
                        Icons.of("plus"),
                        click -> ask(offer.declared(), Optional.empty()));
        if (first) {
            connect.addThemeVariants(ButtonVariant.PRIMARY);
        }
        return new Div(RedrawnPart.place("connect " + name, connect));
    }

    private Component acts(ConnectionSight connection, ConnectionOffer offer) {
        DeclaredProvider provider = offer.declared();
        Component end =
                end(
                        connection,
                        words.name(provider),
                        provider.provider().terms().accountPage().map(Object::toString));
        boolean whole = connection.health().usable() && connection.missing().isEmpty();
        if (whole || offer.hindrance().isPresent()) {
            return end;
        }
        Button again =
                new Button(
                        texts.get("connections.again"),
                        click -> ask(provider, Optional.of(connection.id())));
        again.setAriaLabel(texts.get("connections.again.label", words.name(provider)));
        return new Div(RedrawnPart.place("again " + connection.id(), again), end);
    }

    private void ask(DeclaredProvider provider, Optional<ConnectionId> again) {
        new ConnectDialog(texts, work, provider, again).open();
    }

    private Component end(ConnectionSight connection, String name, Optional<String> page) {
        Button end =
                new Button(
                        texts.get("connections.end"),
                        click ->
                                Asking.before(
                                        texts.get("connections.end.ask", name),
                                        texts.get("connections.end.then", name),
                                        texts.get("connections.end.keep"),
                                        texts.get("connections.end"),
                                        () -> end(connection.id(), name, page)));
        end.setAriaLabel(texts.get("connections.end.label", connection.account().orElse(name)));
        end.addThemeVariants(ButtonVariant.TERTIARY);
        return RedrawnPart.place("end " + connection.id(), end);
    }

    private void end(ConnectionId id, String name, Optional<String> page) {
        tell(Tone.INFO, texts.get("connections.ending", name));
        work.disconnect(
                UI.getCurrent(),
                id,
                ended -> {
                    ended(ended, name, page);
                    refresh();
                    header.arrive();
                });
    }

    private void ended(Optional<Ended> ended, String name, Optional<String> page) {
        if (ended.isEmpty()) {
            tell(Tone.BAD, texts.get("connections.end.failed", name));
            return;
        }
        String text = texts.get("connections.ended." + ended.get(), name);
        boolean told = ended.get() == Ended.GIVEN_BACK || ended.get() == Ended.GONE;
        news.removeAll();
        news.add(
                told || page.isEmpty()
                        ? new Notice(told ? Tone.INFO : Tone.WARN, text)
                        : new Notice(Tone.WARN, text, there(page.get(), name)));
    }

    private Component there(String page, String name) {
        Anchor there = new Anchor(page, texts.get("connections.there", name));
        there.setTarget("_blank");
        there.getElement().setAttribute("rel", "noopener noreferrer");
        there.addClassName("bl-button");
        return there;
    }

    @Override
    public String getPageTitle() {
        return texts.get("page.title", texts.get("connections.title"));
    }
}
