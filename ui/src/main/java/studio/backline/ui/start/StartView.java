package studio.backline.ui.start;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.HasDynamicTitle;
import java.util.List;
import studio.backline.platform.pluginhost.Plugins;
import studio.backline.screens.MenuGroup;
import studio.backline.screens.start.DayLine;
import studio.backline.ui.caller.HousePermissions;
import studio.backline.ui.screen.DayLines;
import studio.backline.ui.screen.MountedScreens;
import studio.backline.ui.text.HostTexts;

/**
 * Today: what is true now, as the plugins tell it, and the next steps that this person may take.
 */
final class StartView extends Div implements HasDynamicTitle {

    private static final long serialVersionUID = 1L;

    private final transient HostTexts texts;
    private boolean main = true;

    StartView(
            HostTexts texts,
            MountedScreens screens,
            DayLines lines,
            HousePermissions permissions,
            Plugins plugins) {
        this.texts = texts;
        addClassName("bl-page");
        add(new H1(texts.get("start.title")));
        if (screens.inMenu().stream()
                .noneMatch(one -> MountedScreens.menu(one).group() == MenuGroup.AUDIENCE)) {
            add(line(away(PeopleAway.of(plugins), permissions.has(HousePermissions.OPERATE))));
        }
        lines.now().forEach(line -> add(line(line)));
        if (getComponentCount() == 1) {
            add(line(new DayLine(texts.get("start.quiet"), List.of())));
        }
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
