// One card after another by the camera, where the browser can read codes itself. A reader that types, or typing, always works beside it.
interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>
}
declare const BarcodeDetector: { new (options: { formats: readonly string[] }): Detector; getSupportedFormats(): Promise<readonly string[]> }

export function offerScanning(form: HTMLFormElement, words: string, stopWords: string): void {
  if (!('BarcodeDetector' in window) || !navigator.mediaDevices) return
  const field = form.querySelector<HTMLTextAreaElement>('[name="guests"]')
  if (!field) return
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'btn btn-secondary'
  button.dataset['act'] = 'scan'
  button.textContent = words
  const video = document.createElement('video')
  video.muted = true
  video.playsInline = true
  video.hidden = true
  video.className = 'scan-view'
  field.after(button, video)
  let stream: MediaStream | null = null
  const stop = (): void => {
    stream?.getTracks().forEach((track) => track.stop())
    stream = null
    video.hidden = true
    button.textContent = words
  }
  button.addEventListener('click', () => void (stream ? Promise.resolve(stop()) : scan()))
  addEventListener('pagehide', stop)

  async function scan(): Promise<void> {
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
    } catch {
      return
    }
    video.srcObject = stream
    video.hidden = false
    button.textContent = stopWords
    await video.play()
    const detector = new BarcodeDetector({ formats: ['qr_code'] })
    while (stream) {
      for (const { rawValue } of await detector.detect(video).catch(() => [])) add(rawValue.trim())
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
  }

  /** A card held before the camera twice is one guest. */
  function add(text: string): void {
    const lines = field!.value.split('\n').map((line) => line.trim()).filter((line) => line !== '')
    if (text === '' || lines.includes(text)) return
    field!.value = [...lines, text].join('\n')
    navigator.vibrate?.(60)
  }
}
