package studio.backline.ui.connections;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.router.HasDynamicTitle;
import java.util.ArrayList;
import java.util.List;
import studio.backline.platform.connections.DeclaredProvider;
import studio.backline.platform.connections.ProviderClients;
import studio.backline.platform.connections.ProviderClients.Entry;
import studio.backline.screens.EmptyState;
import studio.backline.screens.Notice;
import studio.backline.screens.PageHeader;
import studio.backline.screens.Tone;
import studio.backline.ui.screen.RedrawnPart;
import studio.backline.ui.settings.ToSettings;
import studio.backline.ui.text.HostTexts;
import studio.backline.ui.text.Moments;

/** What this house is to each provider that a plugin connects to, for whoever runs it. */
final class ProvidersView extends Div implements HasDynamicTitle {

    private static final long serialVersionUID = 1L;

    private final transient HostTexts texts;
    private final transient ProviderClients clients;
    private final transient ProviderDesk desk;
    private final transient ConnectionWork work;
    private final transient ConnectionWords words;
    private final RedrawnPart body = new RedrawnPart();

    ProvidersView(
            HostTexts texts,
            ProviderClients clients,
            ProviderDesk desk,
            ConnectionWork work,
            ConnectionWords words) {
        this.texts = texts;
        this.clients = clients;
        this.desk = desk;
        this.work = work;
        this.words = words;
        addClassName("bl-screen");
        PageHeader header = new PageHeader(texts.get("providers.title"));
        header.setLine(texts.get("providers.line"));
        add(new ToSettings(texts), header, body);
        refresh();
    }

    private void refresh() {
        List<Component> parts = new ArrayList<>();
        List<Entry> entries = clients.entries();
        if (entries.isEmpty()) {
            parts.add(new EmptyState(texts.get("providers.none")));
        } else if (work.onlyHere()) {
            parts.add(new Notice(Tone.INFO, texts.get("providers.only-here")));
        }
        entries.forEach(entry -> parts.add(provider(entry)));
        body.redraw(parts.toArray(Component[]::new));
    }

    private Component provider(Entry entry) {
        DeclaredProvider declared = entry.declared();
        String name = words.name(declared);
        Section group =
                new Section(
                        new H2(name), line(texts.get("connections.for", words.plugin(declared))));
        group.addClassName("bl-group");
        if (entry.changed()) {
            group.add(new Notice(Tone.WARN, texts.get("providers.changed", name)));
        }
        group.add(
                line(
                        texts.get(
                                "providers.addresses",
                                declared.provider().addresses().authorization(),
                                declared.provider().addresses().token())));
        group.add(
                line(
                        entry.enteredAt()
                                .map(
                                        at ->
                                                texts.get(
                                                        "providers.entered",
                                                        Moments.here(texts).of(at)))
                                .orElse(texts.get("providers.not-entered"))));
        group.add(new CallbackBox(texts, name, work.back(declared).toString()));
        group.add(new ClientForm(texts, desk, entry, name, this::refresh));
        return group;
    }

    private static Paragraph line(String text) {
        Paragraph line = new Paragraph(text);
        line.addClassNames("bl-faint", "bl-small");
        return line;
    }

    @Override
    public String getPageTitle() {
        return texts.get("page.title", texts.get("providers.title"));
    }
}
