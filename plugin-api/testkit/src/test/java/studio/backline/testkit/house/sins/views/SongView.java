package studio.backline.testkit.house.sins.views;

import com.vaadin.flow.component.html.Div;

public class SongView extends Div {}
