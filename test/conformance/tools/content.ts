import type { CustomTool, JsonObject } from '../../../src/index.ts';
import { audio, image } from '../media.ts';
import { text, tool } from './tool.ts';

const picture: JsonObject = { type: 'image', data: image, mimeType: 'image/png' };

/** Content of every kind that a tool may answer with. */
export const contentTools: readonly CustomTool[] = [
  tool('test_image_content', 'Answers with an image.', async () => ({ content: [picture] })),
  tool('test_audio_content', 'Answers with a sound.', async () => ({
    content: [{ type: 'audio', data: audio, mimeType: 'audio/wav' }],
  })),
  tool('test_embedded_resource', 'Answers with a resource.', async () => ({
    content: [embedded('test://embedded-resource', 'text/plain', 'This is an embedded resource content.')],
  })),
  tool('test_multiple_content_types', 'Answers with text, an image and a resource.', async () => ({
    content: [
      text('Multiple content types test:'),
      picture,
      embedded('test://mixed-content-resource', 'application/json', '{"test":"data","value":123}'),
    ],
  })),
  tool('test_error_handling', 'Fails, always.', async () => ({
    content: [text('This tool intentionally returns an error for testing')],
    isError: true,
  })),
];

function embedded(uri: string, mimeType: string, content: string): JsonObject {
  return { type: 'resource', resource: { uri, mimeType, text: content } };
}
