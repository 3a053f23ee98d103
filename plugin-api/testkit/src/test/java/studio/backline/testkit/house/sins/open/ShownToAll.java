package studio.backline.testkit.house.sins.open;

public class ShownToAll {}
