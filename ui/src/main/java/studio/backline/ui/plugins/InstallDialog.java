package studio.backline.ui.plugins;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import studio.backline.contract.privacy.DataCategory;
import studio.backline.platform.pluginhost.InstallPlan;
import studio.backline.platform.pluginhost.PermissionDeclaration;
import studio.backline.platform.pluginhost.PluginManifest;
import studio.backline.platform.pluginhost.TableManifest;
import studio.backline.screens.Icons;
import studio.backline.screens.Tone;
import studio.backline.ui.text.HostTexts;

/** What a plugin would bring, before it is let in. */
final class InstallDialog extends WorkDialog {

    private static final long serialVersionUID = 1L;

    private final Button agree;

    InstallDialog(HostTexts texts, InstallPlan plan) {
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
                part("key", "plugins.may", permissions(manifest), "plugins.may.nothing"),
                part("lock", "plugins.keeps", kept(manifest), "plugins.keeps.nothing"));
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
                .map(old -> text("plugins.version.change", old.toString(), version))
                .orElseGet(() -> text("plugins.version.line", version));
    }

    private List<ListItem> permissions(PluginManifest manifest) {
        Locale locale = HostTexts.readerLocale();
        return manifest.permissions().stream()
                .map(permission -> permission(permission, locale))
                .toList();
    }

    private ListItem permission(PermissionDeclaration permission, Locale locale) {
        String role = permission.role().name().toLowerCase(Locale.ROOT);
        Span who = new Span(text("plugins.may.who", text("role." + role)));
        who.addClassNames("bl-end", "bl-faint");
        return new ListItem(
                Icons.of("check", Tone.OK), new Span(permission.name().in(locale)), who);
    }

    private List<ListItem> kept(PluginManifest manifest) {
        Set<DataCategory> categories = new TreeSet<>();
        for (TableManifest table : manifest.tables()) {
            table.columns().values().forEach(one -> one.category().ifPresent(categories::add));
        }
        return categories.stream()
                .map(category -> new ListItem(new Span(text("category." + category))))
                .toList();
    }
}
