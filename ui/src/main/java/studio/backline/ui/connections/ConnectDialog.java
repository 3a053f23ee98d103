package studio.backline.ui.connections;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.Locale;
import java.util.Optional;
import studio.backline.contract.connections.ConnectionId;
import studio.backline.platform.connections.ConnectionException;
import studio.backline.platform.connections.DeclaredProvider;
import studio.backline.platform.connections.ScopeDeclaration;
import studio.backline.screens.Icons;
import studio.backline.screens.Notice;
import studio.backline.screens.Tone;
import studio.backline.ui.text.HostTexts;

/** Says what is asked for elsewhere, and what for, before anybody goes there. */
final class ConnectDialog extends Dialog {

    private static final long serialVersionUID = 1L;
    private static final String WIDTH = "560px";

    private final transient HostTexts texts;
    private final transient ConnectionWork work;
    private final transient DeclaredProvider provider;
    private final transient Optional<ConnectionId> again;
    private final Notice fault = new Notice(Tone.BAD, "");

    ConnectDialog(
            HostTexts texts,
            ConnectionWork work,
            DeclaredProvider provider,
            Optional<ConnectionId> again) {
        this.texts = texts;
        this.work = work;
        this.provider = provider;
        this.again = again;
        Locale locale = HostTexts.readerLocale();
        String name = provider.provider().name().apply(locale);
        String host = provider.provider().addresses().authorization().getHost();
        setHeaderTitle(texts.get("connections.connect.title", name));
        setWidth(WIDTH);
        fault.setVisible(false);
        Paragraph line =
                new Paragraph(
                        texts.get(
                                "connections.connect.line",
                                provider.pluginName().apply(locale),
                                name,
                                host));
        line.addClassName("bl-line");
        Paragraph then = new Paragraph(texts.get("connections.connect.then", name));
        then.addClassName("bl-line");
        add(fault, line, asked(locale), then);
        Button go = new Button(texts.get("connections.connect.go", name), click -> leave());
        go.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(new Button(texts.get("plugins.not-now"), click -> close()), go);
    }

    private Section asked(Locale locale) {
        UnorderedList list = new UnorderedList();
        for (ScopeDeclaration scope : provider.provider().scopes()) {
            Span code = new Span(scope.scope());
            code.addClassNames("bl-faint", "bl-small");
            Div words = new Div(new Div(new Span(scope.reason().apply(locale))), new Div(code));
            list.add(new ListItem(words));
        }
        Section asked =
                new Section(
                        new H3(Icons.of("key"), new Span(texts.get("connections.connect.asked"))),
                        list);
        asked.addClassName("bl-dialog-section");
        return asked;
    }

    private void leave() {
        try {
            getUI().orElseThrow().getPage().setLocation(work.begin(provider, again));
        } catch (ConnectionException e) {
            fault.say(e.text(HostTexts.readerLocale()));
            fault.setVisible(true);
        }
    }
}
