package studio.backline.ui.plugins;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import studio.backline.platform.pluginhost.InstallPlan;
import studio.backline.platform.pluginhost.KeptOfPeople;
import studio.backline.platform.pluginhost.PermissionDeclaration;
import studio.backline.platform.pluginhost.PluginManifest;
import studio.backline.screens.Icons;
import studio.backline.screens.Tone;
import studio.backline.ui.text.HostTexts;

/** What a plugin would bring, before it is let in. */
final class InstallDialog extends WorkDialog {

    private static final long serialVersionUID = 1L;

    private final Button agree;

    /**
     * @param roles whether there is anybody to whom roles mean something
     */
    InstallDialog(HostTexts texts, InstallPlan plan, boolean roles) {
        super(
                texts,
                texts.get(
                        "plugins.ask." + plan.step(),
                        plan.manifest().name().in(HostTexts.readerLocale())));
        PluginManifest manifest = plan.manifest();
        Paragraph line = new Paragraph(version(plan));
        line.addClassName("bl-line");
        addComponentAsFirst(line);
        add(
                part("globe", "plugins.receives", List.of(), "plugins.receives.nobody"),
                part("key", "plugins.may", permissions(manifest, roles), "plugins.may.nothing"),
                part("lock", "plugins.keeps", kept(plan), "plugins.keeps.nothing"));
        agree = new Button(text("plugins.agree." + plan.step()));
        agree.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(agree);
    }

    void onAgree(Runnable act) {
        agree.addClickListener(
                click -> {
                    begin(text("plugins.installing"), agree);
                    act.run();
                });
    }

    private String version(InstallPlan plan) {
        String version = plan.manifest().version().toString();
        return plan.installed()
                .filter(old -> !old.equals(plan.manifest().version()))
                .map(old -> text("plugins.version.change", old.toString(), version))
                .orElseGet(() -> text("plugins.version.line", version));
    }

    private List<ListItem> permissions(PluginManifest manifest, boolean roles) {
        Locale locale = HostTexts.readerLocale();
        return manifest.permissions().stream()
                .map(permission -> permission(permission, locale, roles))
                .toList();
    }

    private ListItem permission(PermissionDeclaration permission, Locale locale, boolean roles) {
        String role = permission.role().name().toLowerCase(Locale.ROOT);
        Span who = new Span(text("plugins.may.who", text("role." + role)));
        who.addClassNames("bl-end", "bl-faint");
        ListItem line =
                new ListItem(Icons.of("check", Tone.OK), new Span(permission.name().in(locale)));
        if (roles) {
            line.add(who);
        }
        return line;
    }

    /** What is kept of the same people stands together, and says of whom once. */
    private List<ListItem> kept(InstallPlan plan) {
        Map<String, Div> groups = new LinkedHashMap<>();
        plan.keeps()
                .forEach(
                        kept ->
                                groups.computeIfAbsent(whom(kept), any -> new Div())
                                        .add(new Div(text("category." + kept.category()))));
        groups.forEach(
                (whom, lines) -> {
                    Span of = new Span(text("plugins.keeps.of", whom));
                    of.addClassNames("bl-small", "bl-faint");
                    lines.add(of);
                });
        return groups.values().stream().map(lines -> new ListItem(lines)).toList();
    }

    private String whom(KeptOfPeople kept) {
        return kept.of().stream()
                .sorted()
                .map(kind -> text("kind." + kind))
                .collect(Collectors.joining(text("plugins.keeps.and")));
    }
}
