package studio.backline.ui.plugins;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.HasDynamicTitle;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.pluginhost.AvailablePlugin;
import studio.backline.platform.pluginhost.KeptPlugin;
import studio.backline.platform.pluginhost.PluginInfo;
import studio.backline.platform.pluginhost.Plugins;
import studio.backline.platform.pluginhost.RemovalResult;
import studio.backline.screens.EmptyState;
import studio.backline.screens.Icons;
import studio.backline.screens.Notice;
import studio.backline.screens.PageHeader;
import studio.backline.screens.Toasts;
import studio.backline.screens.Tone;
import studio.backline.ui.text.HostTexts;

/** What is installed, what lies ready, and what each of them would bring. */
final class PluginsView extends Div implements HasDynamicTitle {

    private static final long serialVersionUID = 1L;

    private final transient HostTexts texts;
    private final transient Plugins plugins;
    private final transient PluginWork work;
    private final transient PluginCards cards;
    private final transient PluginDialogs dialogs;
    private final PageHeader header;
    private final Div body = new Div();

    PluginsView(
            HostTexts texts,
            Plugins plugins,
            PluginWork work,
            PluginCards cards,
            PluginDialogs dialogs) {
        this.texts = texts;
        this.plugins = plugins;
        this.work = work;
        this.cards = cards;
        this.dialogs = dialogs;
        addClassName("bl-screen");
        header = new PageHeader(texts.get("plugins.title"));
        header.addActions(
                new Button(
                        texts.get("plugins.from-file"),
                        Icons.of("upload"),
                        click -> dialogs.upload(this::installed)));
        body.getElement().setAttribute("aria-live", "polite");
        add(header, body);
        refresh();
    }

    /** The cards are made anew, and what had the focus is gone with them. */
    private void refreshAndArrive() {
        refresh();
        header.arrive();
    }

    private void refresh() {
        List<PluginInfo> installed = plugins.list();
        List<AvailablePlugin> ready = plugins.available();
        header.setCount(texts.get("plugins.count", installed.size()));
        body.removeAll();
        if (plugins.safeMode()) {
            remark(texts.get("plugins.safe-mode"));
        }
        // What stands on a card is not said twice.
        plugins.notices().stream()
                .filter(
                        each ->
                                installed.stream()
                                        .noneMatch(
                                                it -> it.reason().filter(each::equals).isPresent()))
                .forEach(this::remark);
        List<KeptPlugin> kept = plugins.kept();
        if (installed.isEmpty() && ready.isEmpty() && kept.isEmpty()) {
            body.add(new EmptyState(texts.get("plugins.none")));
        }
        if (!installed.isEmpty()) {
            body.add(section("plugins.installed", installed.stream().map(this::card).toList()));
        }
        section("plugins.ready", ready, one -> one.plan().isPresent());
        section("plugins.refused", ready, one -> one.plan().isEmpty());
        if (!kept.isEmpty()) {
            body.add(section("plugins.kept", kept.stream().map(this::card).toList()));
        }
    }

    private void section(String key, List<AvailablePlugin> all, Predicate<AvailablePlugin> which) {
        List<Component> those = all.stream().filter(which).map(this::card).toList();
        if (!those.isEmpty()) {
            body.add(section(key, those));
        }
    }

    private void remark(String text) {
        body.add(new Notice(Tone.WARN, text));
    }

    private Component card(PluginInfo plugin) {
        return cards.installed(
                plugin,
                () ->
                        act(
                                by -> plugins.enable(plugin.id(), by),
                                texts.get("plugins.enabled", cards.name(plugin))),
                () ->
                        act(
                                by -> plugins.disable(plugin.id(), by),
                                texts.get("plugins.disabled", cards.name(plugin))),
                () -> dialogs.remove(plugin, cards.name(plugin), this::removed, this::refresh));
    }

    private Component card(KeptPlugin kept) {
        return cards.kept(kept, () -> dialogs.erase(kept, result -> erased(kept), this::refresh));
    }

    private Component card(AvailablePlugin plugin) {
        return cards.available(
                plugin, plan -> dialogs.install(plan, plugin.jar(), this::installed));
    }

    private void act(Function<Optional<AccountId>, PluginInfo> what, String said) {
        work.start(
                UI.getCurrent(),
                what,
                plugin -> {
                    refreshAndArrive();
                    Toasts.show(said);
                },
                fault -> {
                    refresh();
                    dialogs.fault(fault);
                });
    }

    private void installed(PluginInfo plugin) {
        refreshAndArrive();
        Toasts.show(texts.get("plugins.done", cards.name(plugin)));
    }

    private void removed(RemovalResult result) {
        refreshAndArrive();
        Optional<Long> rows =
                result.rows().map(all -> all.values().stream().mapToLong(Long::longValue).sum());
        if (result.restartAdvised()) {
            Toasts.show(texts.get("plugins.removed.restart"));
            return;
        }
        Toasts.show(
                rows.map(count -> texts.get("plugins.removed." + result.choice(), count))
                        .orElseGet(
                                () -> texts.get("plugins.removed.uncounted." + result.choice())));
    }

    private void erased(KeptPlugin kept) {
        refreshAndArrive();
        Toasts.show(texts.get("plugins.kept.erased", kept.name()));
    }

    private Component section(String key, List<Component> entries) {
        H2 title = new H2(texts.get(key));
        title.setId(key.replace('.', '-'));
        UnorderedList list = new UnorderedList();
        list.addClassName("bl-cards");
        entries.forEach(entry -> list.add(new ListItem(entry)));
        Section section = new Section(title, list);
        section.addClassName("bl-section");
        section.getElement().setAttribute("aria-labelledby", key.replace('.', '-'));
        return section;
    }

    @Override
    public String getPageTitle() {
        return texts.get("page.title", texts.get("plugins.title"));
    }
}
