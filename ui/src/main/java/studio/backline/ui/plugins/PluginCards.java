package studio.backline.ui.plugins;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.pluginhost.AvailablePlugin;
import studio.backline.platform.pluginhost.InstallPlan;
import studio.backline.platform.pluginhost.KeptPlugin;
import studio.backline.platform.pluginhost.PluginInfo;
import studio.backline.platform.pluginhost.PluginState;
import studio.backline.screens.Icons;
import studio.backline.screens.Notice;
import studio.backline.screens.Tone;
import studio.backline.ui.screen.MountedScreens;
import studio.backline.ui.text.HostTexts;
import studio.backline.ui.text.Moments;

/** One card per plugin: what it is, where it comes from, how it stands, what can be done. */
final class PluginCards {

    private static final String ANY_ICON = "jack";

    private final HostTexts texts;
    private final MountedScreens screens;

    PluginCards(HostTexts texts, MountedScreens screens) {
        this.texts = texts;
        this.screens = screens;
    }

    /** A plugin that is there. */
    Component installed(PluginInfo plugin, Runnable enable, Runnable disable, Runnable remove) {
        String name = name(plugin);
        Div card = card(icon(plugin.id()), name, plugin.description().in(HostTexts.readerLocale()));
        plugin.reason().ifPresent(reason -> card.add(new Notice(Tone.BAD, reason)));
        if (plugin.restartAdvised()) {
            card.add(new Notice(Tone.WARN, texts.get("plugins.restart")));
        }
        card.add(foot(texts.get("plugins.version", plugin.version().toString()), state(plugin)));
        Div actions = new Div();
        actions.addClassName("bl-actions");
        if (plugin.state() == PluginState.REMOVING) {
            // What becomes of it is decided; one under way says nothing yet.
            plugin.reason()
                    .ifPresent(why -> actions.add(button("plugins.remove.again", name, remove)));
            card.add(actions);
            return card;
        }
        if (plugin.enabled()) {
            if (plugin.state() == PluginState.FAILED) {
                actions.add(button("plugins.again", name, enable));
            }
            actions.add(button("plugins.off", name, disable));
        } else {
            actions.add(button("plugins.on", name, enable));
        }
        Button removal = button("plugins.remove", name, remove);
        removal.addThemeVariants(ButtonVariant.TERTIARY);
        actions.add(removal);
        card.add(actions);
        return card;
    }

    /** A jar that lies ready. */
    Component available(AvailablePlugin plugin, Consumer<InstallPlan> install) {
        if (plugin.plan().isEmpty()) {
            Div card = card(ANY_ICON, String.valueOf(plugin.jar().getFileName()), "");
            card.add(new Notice(Tone.BAD, plugin.refusal().orElse(texts.get("plugins.failed"))));
            card.add(line(texts.get("plugins.refused." + plugin.origin()), "bl-line"));
            return card;
        }
        InstallPlan plan = plugin.plan().get();
        Locale locale = HostTexts.readerLocale();
        String name = plan.manifest().name().in(locale);
        Div card = card(ANY_ICON, name, plan.manifest().description().in(locale));
        plugin.refusal().ifPresent(reason -> card.add(new Notice(Tone.BAD, reason)));
        Span origin = new Span(texts.get("plugins.origin." + plugin.origin()));
        card.add(foot(texts.get("plugins.version", plan.manifest().version().toString()), origin));
        Div actions =
                new Div(button("plugins.step." + plan.step(), name, () -> install.accept(plan)));
        actions.addClassName("bl-actions");
        card.add(actions);
        return card;
    }

    /** Data of a plugin that is removed. */
    Component kept(KeptPlugin kept, Runnable erase) {
        String name = kept.name();
        Div card = card(ANY_ICON, name, texts.get("plugins.kept.line"));
        Span since =
                new Span(texts.get("plugins.kept.since", Moments.here(texts).of(kept.removedAt())));
        card.add(foot(texts.get("plugins.version", kept.version().toString()), since));
        Div actions = new Div(button("plugins.kept.erase", name, erase));
        actions.addClassName("bl-actions");
        card.add(actions);
        return card;
    }

    /** What a plugin is called. */
    String name(PluginInfo plugin) {
        return plugin.name().in(HostTexts.readerLocale());
    }

    private String icon(PluginId plugin) {
        return screens.inMenu().stream()
                .filter(mounted -> mounted.plugin().equals(Optional.of(plugin)))
                .map(MountedScreens::menu)
                .map(entry -> entry.icon())
                .findFirst()
                .orElse(ANY_ICON);
    }

    private Div card(String icon, String name, String description) {
        Span picture = new Span(Icons.of(icon));
        picture.addClassName("bl-pic");
        Div card = new Div(picture, new H3(name), line(description, "bl-line"));
        card.addClassName("bl-plugin");
        return card;
    }

    private Component state(PluginInfo plugin) {
        Tone tone =
                switch (plugin.state()) {
                    case RUNNING -> Tone.OK;
                    case FAILED -> Tone.BAD;
                    case HELD_BACK, STARTING, REMOVING -> Tone.WARN;
                    case STOPPED -> Tone.FAINT;
                };
        String icon =
                switch (plugin.state()) {
                    case RUNNING -> "check";
                    case FAILED, HELD_BACK -> "warn";
                    case STARTING, REMOVING -> "clock";
                    case STOPPED -> "minus";
                };
        Span word = new Span(texts.get("plugins.state." + plugin.state()));
        Span state = new Span(Icons.of(icon), word);
        state.addClassNames("bl-state", tone.css());
        return state;
    }

    private Component foot(String version, Component right) {
        Span end = new Span(right);
        end.addClassName("bl-end");
        Div foot = new Div(new Span(version), end);
        foot.addClassName("bl-foot");
        return foot;
    }

    private Button button(String key, String name, Runnable act) {
        Button button = new Button(texts.get(key), click -> act.run());
        // The same word stands on every card: the name tells them apart for those who listen.
        button.setAriaLabel(texts.get(key) + " " + name);
        return button;
    }

    private static Paragraph line(String text, String css) {
        Paragraph line = new Paragraph(text);
        line.addClassName(css);
        return line;
    }
}
