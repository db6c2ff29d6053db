/** The few parts of ECharts that our charts are made of; the rest stays out of the client. Loaded with the first chart. */
import { BarChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TitleComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

use([AriaComponent, BarChart, CanvasRenderer, GridComponent, LegendComponent, TitleComponent, TooltipComponent]);

export { init };
