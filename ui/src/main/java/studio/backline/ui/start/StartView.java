package studio.backline.ui.start;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.HasDynamicTitle;
import java.util.ArrayList;
import java.util.List;
import studio.backline.platform.pluginhost.Plugins;
import studio.backline.platform.tenancy.CallerSource;
import studio.backline.screens.MenuGroup;
import studio.backline.screens.start.DayLine;
import studio.backline.ui.caller.HousePermissions;
import studio.backline.ui.screen.DayLines;
import studio.backline.ui.screen.MountedScreens;
import studio.backline.ui.screen.RedrawnPart;
import studio.backline.ui.screen.ShowsMenu;
import studio.backline.ui.text.HostTexts;

/**
 * Today: what is true now, as the plugins tell it, and the next steps that this person may take.
 */
final class StartView extends Div implements HasDynamicTitle, ShowsMenu {

    private static final long serialVersionUID = 1L;

    private final transient HostTexts texts;
    private final transient MountedScreens screens;
    private final transient DayLines lines;
    private final transient HousePermissions permissions;
    private final transient CallerSource callers;
    private final transient Plugins plugins;
    private final RedrawnPart day = new RedrawnPart();
    private boolean main = true;

    StartView(
            HostTexts texts,
            MountedScreens screens,
            DayLines lines,
            HousePermissions permissions,
            CallerSource callers,
            Plugins plugins) {
        this.texts = texts;
        this.screens = screens;
        this.lines = lines;
        this.permissions = permissions;
        this.callers = callers;
        this.plugins = plugins;
        addClassName("bl-page");
        add(new H1(texts.get("start.title")), day);
        refreshMenu();
    }

    /** A plugin that comes, goes, or is another version says other things. */
    @Override
    public void refreshMenu() {
        main = true;
        if (callers.find().isEmpty()) {
            day.redraw(line(new DayLine(texts.get("start.nowhere"), List.of())));
            return;
        }
        List<Component> now = new ArrayList<>();
        if (screens.inMenu().stream()
                .noneMatch(one -> MountedScreens.menu(one).group() == MenuGroup.AUDIENCE)) {
            now.add(line(away(PeopleAway.of(plugins), permissions.has(HousePermissions.OPERATE))));
        }
        lines.now().forEach(line -> now.add(line(line)));
        if (now.isEmpty()) {
            now.add(line(new DayLine(texts.get("start.quiet"), List.of())));
        }
        day.redraw(now.toArray(Component[]::new));
    }

    private DayLine away(PeopleAway away, boolean operator) {
        DayLine.Step plugins = new DayLine.Step(texts.get("start.no-people.act"), "plugins");
        return new DayLine(texts.get(away.key(operator)), operator ? List.of(plugins) : List.of());
    }

    private Div line(DayLine line) {
        Paragraph sentence = new Paragraph(line.sentence());
        sentence.addClassName("bl-sentence");
        Div shown = new Div(sentence);
        shown.addClassName("bl-next-step");
        for (DayLine.Step step : line.steps()) {
            Anchor link = new Anchor(step.path(), step.label());
            RedrawnPart.place(step.path(), link);
            link.addClassName(main ? "bl-button-main" : "bl-button");
            main = false;
            shown.add(link);
        }
        return shown;
    }

    @Override
    public String getPageTitle() {
        return texts.get("page.title", texts.get("start.title"));
    }
}
