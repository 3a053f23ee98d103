package studio.backline.testkit;

class HouseRulesTest extends HouseRules {}
