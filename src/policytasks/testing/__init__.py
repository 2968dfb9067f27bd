"""Testing 测试: hypothesis strategies for those who build on policytasks."""
